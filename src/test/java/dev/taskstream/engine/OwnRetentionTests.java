package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;

import dev.taskstream.StartOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that are kept for a time of their own.
 */
class OwnRetentionTests {

	private static TestEngine engine(int maxFinished) {
		return TestEngine.create((options) -> {
			options.poolSize = 1;
			options.retention = Duration.ofMinutes(10);
			options.maxFinished = maxFinished;
		});
	}

	private static UUID finished(TestEngine test, Duration retention) {
		UUID id = test.tasks
			.start(ScriptedTask.returning("x".repeat(100)), null, StartOptions.create().retention(retention))
			.taskId();
		test.awaitEnd(id);
		return id;
	}

	private static UUID finished(TestEngine test) {
		UUID id = test.start((progress) -> null);
		test.awaitEnd(id);
		return id;
	}

	@Test
	void eachTaskIsForgottenAfterItsOwnTimeWhateverTheOrderOfTheEnds() {
		try (TestEngine test = engine(100)) {
			UUID twoHours = finished(test, Duration.ofHours(2));
			UUID configured = finished(test);
			UUID tenSeconds = finished(test, Duration.ofSeconds(10));

			test.scheduler.advance(Duration.ofSeconds(10));
			assertThat(test.tasks.find(tenSeconds)).isEmpty();
			assertThat(test.tasks.find(configured)).isPresent();

			test.scheduler.advance(Duration.ofMinutes(10));
			assertThat(test.tasks.find(configured)).isEmpty();
			assertThat(test.tasks.find(twoHours)).isPresent();
			assertThat(test.types(twoHours)).containsExactly("task_started", "task_completed");

			test.scheduler.advance(Duration.ofHours(2));
			assertThat(test.tasks.find(twoHours)).isEmpty();
			assertThat(test.engine.findAll()).isEmpty();
		}
	}

	@Test
	void theOldestFinishedTaskGoesFirstHoweverLongItWantsToBeKept() {
		try (TestEngine test = engine(2)) {
			UUID first = finished(test, Duration.ofDays(7));
			UUID second = finished(test, Duration.ofSeconds(10));
			UUID third = finished(test);

			Awaitility.await().until(() -> test.tasks.find(first).isEmpty());
			assertThat(test.tasks.find(second)).isPresent();
			assertThat(test.tasks.find(third)).isPresent();
		}
	}

	/**
	 * What has expired out of turn must make room, and not be counted twice.
	 */
	@Test
	void aTaskThatHasExpiredMakesRoomForOthers() {
		try (TestEngine test = engine(2)) {
			UUID first = finished(test, Duration.ofDays(7));
			finished(test, Duration.ofSeconds(10));
			finished(test);
			Awaitility.await().until(() -> test.tasks.find(first).isEmpty());
			test.scheduler.advance(Duration.ofSeconds(11));

			UUID fourth = finished(test, Duration.ofDays(7));
			test.scheduler.advance(Duration.ofMinutes(11));
			UUID fifth = finished(test, Duration.ofDays(7));

			assertThat(test.tasks.find(fourth)).isPresent();
			assertThat(test.tasks.find(fifth)).isPresent();
		}
	}

	@Test
	void whatHasExpiredNoLongerCountsForTheSizeOfAll() {
		Retention retention = new Retention(100, 500);
		try (TestEngine test = engine(100)) {
			TaskRun run = TestRuns.create(test.scheduler, test.clock, null);
			run.cancel();
			long bytes = run.log().weight();
			assertThat(retention.add(run)).isEmpty();
			test.clock.advance(Duration.ofMinutes(10));

			assertThat(retention.expire()).containsExactly(run);
			for (long sum = bytes; sum <= 500; sum += bytes) {
				TaskRun next = TestRuns.create(test.scheduler, test.clock, null);
				next.cancel();
				assertThat(retention.add(next)).isEmpty();
			}
		}
	}

}
