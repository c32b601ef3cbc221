package dev.taskstream.sse;

import java.util.concurrent.atomic.LongAdder;

/**
 * What has happened on all streams since the application started.
 */
public final class StreamCounters {

	final LongAdder eventsDelivered = new LongAdder();

	final LongAdder keepAlives = new LongAdder();

	final LongAdder refused = new LongAdder();

	final LongAdder stalled = new LongAdder();

	final LongAdder superseded = new LongAdder();

	final LongAdder writeFailures = new LongAdder();

	/**
	 * Events handed to the container, counted once for each stream.
	 * @return the count
	 */
	public long eventsDelivered() {
		return this.eventsDelivered.sum();
	}

	/**
	 * Keep-alive comments written.
	 * @return the count
	 */
	public long keepAlives() {
		return this.keepAlives.sum();
	}

	/**
	 * Requests for a stream that were sent away because too many were open or the service
	 * was stopping.
	 * @return the count
	 */
	public long refused() {
		return this.refused.sum();
	}

	/**
	 * Streams that were let go because their client took nothing.
	 * @return the count
	 */
	public long stalled() {
		return this.stalled.sum();
	}

	/**
	 * Progress that clients skipped since they had fallen behind, counted once for each
	 * stream.
	 * @return the count
	 */
	public long superseded() {
		return this.superseded.sum();
	}

	/**
	 * Streams that ended because a write failed, which is how most clients leave.
	 * @return the count
	 */
	public long writeFailures() {
		return this.writeFailures.sum();
	}

}
