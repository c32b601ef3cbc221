package dev.taskstream.engine;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

import dev.taskstream.log.EventLog;

/**
 * Ends a run that reports nothing for too long.
 */
final class StallWatch implements AutoCloseable {

	/*
	 * A report costs nothing here: there is one timer, and when it fires it looks at how
	 * long the log has been quiet and is set again for what is left. Whether nothing came
	 * in between is decided by the log, under its lock.
	 *
	 * Timer and worker may meet in close(): each looks at what the other wrote before, so
	 * a deadline set last is closed by one of them.
	 */

	private final Duration limit;

	private final EventLog log;

	private final BiFunction<Duration, Runnable, Deadline> timer;

	private final BooleanSupplier endIfStalled;

	private volatile Deadline next = Deadline.NONE;

	private volatile boolean closed;

	/**
	 * Create a watch, which begins at once.
	 * @param limit how long the log may be quiet; zero for no limit
	 * @param log the log of a run that has started
	 * @param timer how to have something done later
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
