package dev.taskstream.sse;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of all streams since the application started.
 */
public final class StreamCounters {

	final LongAdder eventsDelivered = new LongAdder();

	final LongAdder keepAlives = new LongAdder();

	final LongAdder refused = new LongAdder();

	final LongAdder stalled = new LongAdder();

	final LongAdder superseded = new LongAdder();

	final LongAdder writeFailures = new LongAdder();

	/**
	 * Return the number of events handed to the container, counted once for each stream.
	 * @return the count
	 */
	public long eventsDelivered() {
		return this.eventsDelivered.sum();
	}

	/**
	 * Return the number of keep-alive comments written.
	 * @return the count
	 */
	public long keepAlives() {
		return this.keepAlives.sum();
	}

	/**
	 * Return the number of streams that were refused because too many were open or the
	 * service was stopping.
	 * @return the count
	 */
	public long refused() {
		return this.refused.sum();
	}

	/**
	 * Return the number of streams whose client was disconnected because it had stopped
	 * reading.
	 * @return the count
	 */
	public long stalled() {
		return this.stalled.sum();
	}

	/**
	 * Return the number of progress events that slow consumers skipped, counted once for
	 * each stream.
	 * @return the count
	 */
	public long superseded() {
		return this.superseded.sum();
	}

	/**
	 * Return the number of streams that ended because a write failed, which is how most
	 * disconnects are noticed.
	 * @return the count
	 */
	public long writeFailures() {
		return this.writeFailures.sum();
	}

}
