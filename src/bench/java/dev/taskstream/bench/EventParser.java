package dev.taskstream.bench;

/**
 * Parses what is measured of the events of one stream: the id, and the time between two
 * {@code @} with which the text of a report begins.
 */
final class EventParser {

	private final Tally tally;

	/** The first letter of the current line, 0 at its beginning. */
	private byte field;

	private long id;

	private long lastId;

	private boolean inStamp;

	private long stamp;

	private long nowNanos;

	EventParser(Tally tally) {
		this.tally = tally;
	}

	/** Parse a piece of the stream that has just been read. */
	void feed(byte[] bytes, int from, int to) {
		this.nowNanos = System.nanoTime();
		int at = from;
		while (at < to) {
			if (this.field != 0 && this.field != 'i' && !this.inStamp) {
				at = skip(bytes, at, to);
			}
			if (at < to) {
				parse(bytes[at++]);
			}
		}
	}

	/**
	 * Find the next stamp or the end of the line in a tight loop, since the client must
	 * not be the bottleneck.
	 */
	private static int skip(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to && bytes[at] != '@' && bytes[at] != '\n') {
			at++;
		}
		return at;
	}

	private void parse(byte b) {
		if (b == '\n' && this.field == 0) {
			endEvent();
		}
		else if (b == '\n') {
			this.field = 0;
		}
		else if (this.field == 0) {
			this.field = b;
		}
		else if (this.field == 'i' && b >= '0' && b <= '9') {
			this.id = this.id * 10 + b - '0';
		}
		else if (this.field == 'd' && b == '@') {
			this.inStamp = !this.inStamp;
		}
		else if (this.inStamp) {
			this.stamp = this.stamp * 10 + b - '0';
		}
	}

	private void endEvent() {
		if (this.id > 0) {
			if (this.id != this.lastId + 1 && this.lastId > 0) {
				this.tally.unordered++;
			}
			this.lastId = this.id;
		}
		if (this.stamp > 0) {
			this.tally.countReport(this.stamp, this.nowNanos);
		}
		this.id = 0;
		this.stamp = 0;
	}

}
