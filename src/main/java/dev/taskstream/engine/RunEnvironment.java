package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.taskstream.TaskCall;

/**
 * What all runs of an engine share.
 */
record RunEnvironment(EngineSettings settings, Clock clock, EventSequence sequence, WorkerPool pool, Delivery delivery,
		ScheduledExecutorService scheduler, TaskRegistry registry, Lingering lingering, Endings endings,
		TaskListeners listeners) {

	/** About 146 years, what a scheduler can count in nanoseconds. */
	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 2);

	Duration timeoutOf(TaskCall<?, ?> call) {
		Duration own = call.timeout();
		if (own != null && own.isNegative()) {
			throw new IllegalArgumentException(
					"The timeout of task " + call.name() + " must not be negative, but is " + own);
		}
		return (own != null) ? own : this.settings.timeout();
	}

	EventLog newLog(UUID id) {
		return new EventLog(id, this.clock, this.sequence, this.settings.history());
	}

	Fanout newFanout() {
		return new Fanout(this.delivery);
	}

	Deadline queueDeadline(Runnable action) {
		return deadline(this.settings.queueTimeout(), action);
	}

	StallWatch stallWatch(EventLog log, Predicate<Instant> endIfQuietSince) {
		return new StallWatch(this.settings.stallTimeout(), log, this::deadline, endIfQuietSince);
	}

	Deadline deadline(Duration timeout, Runnable action) {
		if (timeout.isZero() || timeout.compareTo(FOREVER) > 0) {
			return Deadline.NONE;
		}
		return new Deadline(this.scheduler.schedule(action, timeout.toNanos(), TimeUnit.NANOSECONDS));
	}

}
