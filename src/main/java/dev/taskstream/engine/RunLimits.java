package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.taskstream.TaskCall;
import dev.taskstream.log.EventLog;

/**
 * The limits on how long runs may execute, wait, and go without a report; zero for no
 * limit.
 */
record RunLimits(Duration timeout, Duration queueTimeout, Duration stallTimeout, ScheduledExecutorService scheduler) {

	/** About 146 years: the most that a scheduler can count in nanoseconds. */
	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 2);

	/**
	 * Return the time limit of a task: its own, or the default if it has none.
	 */
	Duration timeoutOf(TaskCall<?, ?> call) {
		Duration own = call.timeout();
		if (own != null && own.isNegative()) {
			throw new IllegalArgumentException(
					"The timeout of task " + call.name() + " must not be negative, but is " + own);
		}
		return (own != null) ? own : this.timeout;
	}

	/**
	 * Schedule an action that runs unless the deadline is closed before.
	 */
	Deadline deadline(Duration limit, Runnable action) {
		if (limit.isZero() || limit.compareTo(FOREVER) > 0) {
			return Deadline.NONE;
		}
		return new Deadline(this.scheduler.schedule(action, limit.toNanos(), TimeUnit.NANOSECONDS));
	}

	StallWatch stallWatch(EventLog log, BooleanSupplier endIfStalled) {
		return new StallWatch(this.stallTimeout, log, this::deadline, endIfStalled);
	}

}
