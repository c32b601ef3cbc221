package dev.taskstream.bench.client;

import java.io.IOException;

/**
 * Watches one task. The clocks of server and client are one: {@link System#nanoTime()}
 * counts from the same moment in all processes of a machine.
 */
final class Watcher implements Reply {

	private final Tally tally;

	private final EventParser events = new EventParser(this::event);

	private long lastId;

	private long now;

	private boolean over;

	Watcher(Tally tally) {
		this.tally = tally;
	}

	/**
	 * Opens a stream that adds to a tally.
	 */
	static void open(Loop loop, String path, Tally tally) throws IOException {
		loop.connect(new Watcher(tally)).send("GET", path);
	}

	/**
	 * Opens a stream that is read slowly, and not counted.
	 */
	static void openSlow(Loop loop, String path, int bytesPerSecond) throws IOException {
		loop.connectSlow(new Watcher(new Tally(new Histogram())), bytesPerSecond).send("GET", path);
	}

	@Override
	public void head(int status) {
		this.tally.countOpened(status);
	}

	@Override
	public void body(byte[] bytes, int from, int to) {
		this.now = System.nanoTime();
		this.events.feed(bytes, from, to);
	}

	private void event(char type, long id, long stamp) {
		this.tally.compare(this.lastId, id);
		this.lastId = id;
		if (stamp > 0) {
			this.tally.countProgress(stamp, this.now);
		}
		else if (type == 'c') {
			this.tally.countEnd();
		}
	}

	@Override
	public void end() {
		closed();
	}

	@Override
	public void closed() {
		if (!this.over) {
			this.over = true;
			this.tally.countClosed();
		}
	}

}
