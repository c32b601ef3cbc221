package dev.taskstream.bench.client;

/**
 * What the streams of a run have received, all together.
 */
public final class Tally {

	private final Histogram latency;

	private int opened;

	private int refused;

	private int ended;

	private int closed;

	private long progress;

	private long gaps;

	private long duplicates;

	private long lastNanos;

	/**
	 * Nothing yet.
	 * @param latency takes how long progress was on its way
	 */
	Tally(Histogram latency) {
		this.latency = latency;
	}

	void countOpened(int status) {
		this.opened++;
		if (status != 200) {
			this.refused++;
		}
	}

	void countProgress(long stamp, long now) {
		this.progress++;
		this.latency.add(now - stamp);
		this.lastNanos = now;
	}

	/**
	 * Compares an event's number with the one before it on the same stream.
	 */
	void compare(long before, long id) {
		if (id <= before) {
			this.duplicates++;
		}
		else if (before > 0) {
			this.gaps += id - before - 1;
		}
	}

	void countEnd() {
		this.ended++;
	}

	void countClosed() {
		this.closed++;
	}

	/**
	 * From the report to the client.
	 * @return the latencies of all progress
	 */
	public Histogram latency() {
		return this.latency;
	}

	/**
	 * How many streams have been answered.
	 * @return the number, refusals included
	 */
	public int opened() {
		return this.opened;
	}

	/**
	 * How many streams have been answered with anything but 200.
	 * @return the number
	 */
	public int refused() {
		return this.refused;
	}

	/**
	 * How many streams have brought the end of their task.
	 * @return the number
	 */
	public int ended() {
		return this.ended;
	}

	/**
	 * How many streams are over, with an end or without.
	 * @return the number
	 */
	public int closed() {
		return this.closed;
	}

	/**
	 * How many progress events have come.
	 * @return the number
	 */
	public long progress() {
		return this.progress;
	}

	/**
	 * How many numbers were left out between two events.
	 * @return the number
	 */
	public long gaps() {
		return this.gaps;
	}

	/**
	 * How many events had a number that was not new to their stream.
	 * @return the number
	 */
	public long duplicates() {
		return this.duplicates;
	}

	/**
	 * When the newest progress came.
	 * @return as {@link System#nanoTime()}
	 */
	public long lastNanos() {
		return this.lastNanos;
	}

}
