package dev.taskstream.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Opens many streams, a few at a time.
 */
public final class Streams {

	private static final int UNDER_WAY = 64;

	private final Loop loop;

	private final List<String> paths;

	private final int count;

	private final Tally tally = new Tally(new Histogram());

	private int asked;

	/**
	 * Streams that are not open yet.
	 * @param loop serves them
	 * @param paths where; the streams take turns
	 * @param count how many
	 */
	public Streams(Loop loop, List<String> paths, int count) {
		this.loop = loop;
		this.paths = paths;
		this.count = count;
	}

	/**
	 * Opens the streams, and waits until the headers of all have come.
	 * @param limit how long
	 * @return whether all are open
	 */
	public boolean open(Duration limit) throws IOException {
		return this.loop.runUntil(this::openMore, limit) && this.tally.refused() == 0 && this.tally.closed() == 0;
	}

	private boolean openMore() {
		int over = Math.max(this.tally.opened(), this.tally.closed());
		try {
			while (this.asked < this.count && this.asked - over < UNDER_WAY) {
				Watcher.open(this.loop, this.paths.get(this.asked % this.paths.size()), this.tally);
				this.asked++;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return over == this.count;
	}

	/**
	 * Opens streams that are read slowly, and gives the server time to find them.
	 * @param number how many
	 * @param bytesPerSecond how much each takes
	 */
	public void openSlow(int number, int bytesPerSecond) throws IOException {
		for (int i = 0; i < number; i++) {
			Watcher.openSlow(this.loop, this.paths.get(i % this.paths.size()), bytesPerSecond);
		}
		this.loop.runUntil(() -> false, Duration.ofMillis((number > 0) ? 500 : 0));
	}

	/**
	 * Whether all streams are over.
	 * @return true once the server has ended or closed each of them
	 */
	public boolean isOver() {
		return this.tally.closed() == this.count;
	}

	/**
	 * What they have received.
	 * @return a live tally
	 */
	public Tally tally() {
		return this.tally;
	}

}
