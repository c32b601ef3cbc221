package dev.taskstream.engine;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long finished runs are kept, and how much of them.
 */
class TaskEngineRetentionTests {

	private static UUID finished(TestEngine test) {
		UUID id = test.start((progress) -> {
			for (int i = 0; i < 50; i++) {
				progress.report("row " + i);
			}
			return null;
		});
		test.awaitEnd(id);
		return id;
	}

	/**
	 * With one worker, so that what a run does after its end is over as well.
	 */
	private static TestEngine singleWorker(Duration retention, int maxFinished) {
		return TestEngine.create((options) -> {
			options.poolSize = 1;
			options.retention = retention;
			options.maxFinished = maxFinished;
		});
	}

	@Test
	void aFinishedTaskIsForgottenAfterItsRetention() {
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 100)) {
			UUID id = finished(test);

			test.scheduler.advance(Duration.ofMinutes(10).minusNanos(1000));
			assertThat(test.tasks.find(id)).isPresent();

			test.scheduler.advance(Duration.ofNanos(1000));
			assertThat(test.tasks.find(id)).isEmpty();
			assertThat(test.tasks.log(id)).isEmpty();
			assertThat(test.tasks.remove(id)).isFalse();
		}
	}

	@Test
	void aTaskIsExpiredOnTimeEvenBeforeTheNextSweep() {
		try (TestEngine test = singleWorker(Duration.ofMillis(10), 100)) {
			UUID id = finished(test);

			test.clock.advance(Duration.ofMillis(10));

			assertThat(test.tasks.find(id)).isEmpty();
		}
	}

	@Test
	void anActiveTaskIsNeverForgotten() throws InterruptedException {
		Gate running = new Gate();
		try (TestEngine test = TestEngine.create((options) -> options.timeout = Duration.ZERO)) {
			UUID id = test.start((progress) -> {
				running.open();
				new Gate().pass();
				return null;
			});
			running.pass();

			test.scheduler.advance(Duration.ofHours(100));

			assertThat(test.info(id).status()).isEqualTo(TaskStatus.RUNNING);
			assertThat(test.tasks.remove(id)).isFalse();
			assertThat(test.tasks.find(id)).isPresent();
		}
	}

	@Test
	void theOldestFinishedTaskIsForgottenWhenThereAreTooMany() {
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 2)) {
			UUID first = finished(test);
			UUID second = finished(test);
			UUID third = finished(test);

			Awaitility.await().until(() -> test.tasks.find(first).isEmpty());
			assertThat(test.tasks.find(second)).isPresent();
			assertThat(test.tasks.find(third)).isPresent();
		}
	}

	@Test
	void aRemovedTaskMakesRoom() {
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 2)) {
			UUID first = finished(test);
			UUID second = finished(test);

			assertThat(test.tasks.remove(second)).isTrue();
			assertThat(test.tasks.remove(second)).isFalse();
			assertThat(test.tasks.find(second)).isEmpty();

			UUID third = finished(test);
			assertThat(test.tasks.find(first)).isPresent();
			assertThat(test.tasks.find(third)).isPresent();
		}
	}

	@Test
	void aMinuteAfterTheEndOnlyTheEssentialEventsAreLeft() {
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 100)) {
			UUID id = finished(test);

			test.scheduler.advance(Duration.ofSeconds(59));
			assertThat(test.story(id)).hasSize(52);

			test.scheduler.advance(Duration.ofSeconds(2));
			assertThat(test.types(id)).containsExactly("task_started", "progress_update", "task_completed");
			assertThat(test.story(id)).extracting(LoggedEvent::id).containsExactly(1L, 51L, 52L);
		}
	}

	@Test
	void trimmedTasksAreForgottenBeforeUntrimmedOnes() {
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 2)) {
			UUID first = finished(test);
			UUID second = finished(test);
			test.scheduler.advance(Duration.ofSeconds(61));
			UUID third = finished(test);
			UUID fourth = finished(test);
			Awaitility.await().until(() -> test.tasks.find(first).isEmpty() && test.tasks.find(second).isEmpty());

			assertThat(test.story(third)).hasSize(52);
			assertThat(test.story(fourth)).hasSize(52);
			test.scheduler.advance(Duration.ofSeconds(61));
			assertThat(test.story(third)).hasSize(3);
			assertThat(test.story(fourth)).hasSize(3);
		}
	}

	@Test
	void aForgottenTaskIsNotHeldByItsPendingTrimming() {
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 1)) {
			WeakReference<Object> removed = new WeakReference<>(removedLog(test));
			WeakReference<Object> crowdedOut = new WeakReference<>(test.tasks.log(finished(test)).orElseThrow());
			finished(test);
			finished(test);

			Awaitility.await().until(() -> {
				System.gc();
				return removed.get() == null && crowdedOut.get() == null;
			});
		}
	}

	@Test
	void oldestResultsGoWhenAllTogetherAreTooLarge() {
		try (TestEngine test = TestEngine.create((options) -> {
			options.poolSize = 1;
			options.maxFinishedBytes = 25_000;
		})) {
			List<UUID> ids = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				ids.add(test.start((progress) -> "x".repeat(9_000)));
				test.awaitEnd(ids.get(i));
			}
			// What a run does after its end is over once the next has ended
			test.awaitEnd(test.start((progress) -> null));

			assertThat(ids.stream().map(test.tasks::find).map(Optional::isPresent)).containsExactly(false, false, false,
					true, true);

			ids.subList(3, 5).forEach(test.tasks::remove);
			UUID later = test.start((progress) -> "x".repeat(9_000));
			test.awaitEnd(later);
			test.awaitEnd(test.start((progress) -> null));
			assertThat(test.tasks.find(later)).isPresent();
		}
	}

	@Test
	void whatIsCutDownCountsForLess() {
		try (TestEngine test = TestEngine.create((options) -> {
			options.poolSize = 1;
			options.maxFinishedBytes = 15_000;
		})) {
			UUID first = finished(test);
			test.awaitEnd(test.start((progress) -> null));
			test.scheduler.advance(Duration.ofMinutes(2));
			UUID second = finished(test);
			test.awaitEnd(test.start((progress) -> null));

			assertThat(test.tasks.find(first)).isPresent();
			assertThat(test.tasks.find(second)).isPresent();
		}
	}

	@Test
	void aFinishedTaskKeepsNoReaderThatForgotToClose() {
		Gate watched = new Gate();
		try (TestEngine test = singleWorker(Duration.ofMinutes(10), 100)) {
			UUID id = test.start((progress) -> {
				watched.pass();
				return null;
			});
			TaskLog log = test.tasks.log(id).orElseThrow();
			WeakReference<Object> reader = new WeakReference<>(log.subscribe(0, () -> {
			}));
			watched.open();
			test.awaitEnd(id);
			test.delivery.runAll();

			Awaitility.await().until(() -> {
				System.gc();
				return reader.get() == null;
			});
			assertThat(log.info().status()).isEqualTo(TaskStatus.COMPLETED);
		}
	}

	private static Object removedLog(TestEngine test) {
		UUID id = finished(test);
		Object log = test.tasks.log(id).orElseThrow();
		assertThat(test.tasks.remove(id)).isTrue();
		return log;
	}

}
