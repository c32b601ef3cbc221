package dev.taskstream.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.taskstream.engine.ManualScheduler;
import dev.taskstream.test.SettableClock;

/**
 * Logs for tests, whose readers are signalled at once.
 */
public final class Logs {

	static final Instant CREATED = Instant.parse("2026-11-22T09:59:00Z");

	private Logs() {
	}

	/**
	 * A source whose durations are those of a clock that a test sets.
	 */
	public static TimeSource time(Clock clock) {
		return new TimeSource(clock,
				() -> TimeUnit.SECONDS.toNanos(clock.instant().getEpochSecond()) + clock.instant().getNano());
	}

	public static EventLog create(UUID taskId, TimeSource time, int history) {
		ScheduledExecutorService scheduler = new ManualScheduler(new SettableClock());
		return create(taskId, time, history, new Delivery(Runnable::run, scheduler, Duration.ZERO));
	}

	static EventLog create(UUID taskId, TimeSource time, int history, Delivery delivery) {
		return new EventLog(new TaskIdentity(taskId, "Import", null, CREATED),
				new LogSettings(time, delivery, history));
	}

	static EventLog create(int history) {
		return create(UUID.randomUUID(), time(new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"))),
				history);
	}

}
