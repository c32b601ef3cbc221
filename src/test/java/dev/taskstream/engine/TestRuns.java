package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;

import dev.taskstream.TaskCall;
import dev.taskstream.log.Logs;
import dev.taskstream.log.TaskIdentity;
import dev.taskstream.test.SettableClock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs without an engine, whose observer does nothing.
 */
final class TestRuns {

	private TestRuns() {
	}

	static TaskRun create(ScheduledExecutorService scheduler, SettableClock clock, RunKey key) {
		return create(scheduler, clock, key, new SilentObserver());
	}

	static TaskRun create(ScheduledExecutorService scheduler, SettableClock clock, RunKey key, RunObserver observer) {
		RunContext context = new RunContext(new WorkerPool(TestWorkers.create(1, 1), 1, 1, environment(), scheduler),
				new RunLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, scheduler),
				new Endings(new ResultWriter(JsonMapper.builder().build(), 10_000), true), observer,
				RunInterceptor.NONE);
		UUID id = UUID.randomUUID();
		return new TaskRun(new TaskIdentity(id, "Run", null, clock.instant()),
				new TaskCall<>(ScriptedTask.returning(null), null), new RunTerms(1, key, Duration.ofMinutes(10)),
				Logs.create(id, Logs.time(clock), 8), context);
	}

	/**
	 * A run that was cancelled after some reports.
	 */
	static TaskRun ended(SettableClock clock, int reports) {
		TaskRun run = create(new ManualScheduler(clock), clock, null);
		for (int i = 0; i < reports; i++) {
			run.log().progress("row " + i, null);
		}
		run.cancel();
		return run;
	}

	/**
	 * The environment in an application that wants nothing special.
	 */
	static EngineEnvironment environment() {
		return new EngineEnvironment((work) -> work, RunInterceptor.NONE, () -> {
		}, JsonMapper.builder().build(), null, () -> null, UUID::toString, (event) -> {
		}, KeyClaims.UNSHARED);
	}

	static class SilentObserver implements RunObserver {

		@Override
		public boolean isStopped() {
			return false;
		}

		@Override
		public void ended(TaskRun ended) {
		}

		@Override
		public void endedFromOutside(TaskRun ended) {
		}

		@Override
		public void returned(TaskRun returned) {
		}

	}

}
