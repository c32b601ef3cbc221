package dev.taskstream.engine;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

import dev.taskstream.log.EventLog;

/**
 * A timer that ends a run whose task has stopped reporting.
 */
final class StallWatch implements AutoCloseable {

	/*
	 * A report does not touch the timer. When the timer fires, it reads how long the log
	 * has been quiet and is scheduled again for the rest of the limit. Whether the run
	 * has stalled is decided by the log, under its lock.
	 *
	 * close() races with the timer: close() writes `closed` and reads `next`, the timer
	 * writes `next` and reads `closed`. So one of them closes the last deadline.
	 */

	private final Duration limit;

	private final EventLog log;

	private final BiFunction<Duration, Runnable, Deadline> timer;

	private final BooleanSupplier endIfStalled;

	private volatile Deadline next = Deadline.NONE;

	private volatile boolean closed;

	/**
	 * Create a watch that starts immediately.
	 * @param limit how long the log may be quiet; zero for no limit
	 * @param log the log of a run that has started
	 * @param timer schedules an action
	 * @param endIfStalled ends the run if its log has been quiet for the limit
	 */
	StallWatch(Duration limit, EventLog log, BiFunction<Duration, Runnable, Deadline> timer,
			BooleanSupplier endIfStalled) {
		this.limit = limit;
		this.log = log;
		this.timer = timer;
		this.endIfStalled = endIfStalled;
		lookAfter(limit);
	}

	private void lookAfter(Duration delay) {
		this.next = this.timer.apply(delay, this::look);
		if (this.closed) {
			this.next.close();
		}
	}

	private void look() {
		if (this.closed || this.log.isEnded()) {
			return;
		}
		Duration left = this.limit.minus(this.log.quietFor());
		if (left.isNegative() || left.isZero()) {
			if (this.endIfStalled.getAsBoolean()) {
				return;
			}
			left = this.limit;
		}
		lookAfter(left);
	}

	@Override
	public void close() {
		this.closed = true;
		this.next.close();
	}

}
