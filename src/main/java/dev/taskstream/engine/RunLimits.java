package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.taskstream.TaskCall;
import dev.taskstream.log.EventLog;

/**
 * How long runs may take, wait and report nothing; zero is for no limit.
 */
record RunLimits(Duration timeout, Duration queueTimeout, Duration stallTimeout, ScheduledExecutorService scheduler) {

	/** About 146 years, what a scheduler can count in nanoseconds. */
	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 2);

	/**
	 * Return the time limit of a task, which is its own if it has one.
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
	 * Do something later, unless the deadline is closed before.
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
