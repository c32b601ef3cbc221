package dev.taskstream.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import dev.taskstream.TaskSubscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Places in the pool and its queue.
 */
class TaskEngineQueueTests {

	private final Gate mayGoOn = new Gate();

	@AfterEach
	void letGo() {
		this.mayGoOn.open();
	}

	private static TestEngine engine(int poolSize, int queueCapacity) {
		return TestEngine.create((options) -> {
			options.poolSize = poolSize;
			options.queueCapacity = queueCapacity;
		});
	}

	private UUID startWaiting(TestEngine test) {
		return test.start((progress) -> {
			this.mayGoOn.passStubbornly();
			return null;
		});
	}

	private static void assertThatNoneIsAccepted(TestEngine test) {
		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> test.start((progress) -> null));
	}

	@Test
	void aTaskBeyondPoolAndQueueIsRefusedInWordsForVisitors() {
		try (TestEngine test = engine(2, 3)) {
			List<UUID> accepted = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				accepted.add(startWaiting(test));
			}

			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> startWaiting(test))
				.withMessage("All workers are busy and the queue is full. Please try again in a moment");

			this.mayGoOn.open();
			assertThat(accepted)
				.allSatisfy((id) -> assertThat(test.awaitEnd(id).status()).isEqualTo(TaskStatus.COMPLETED));
		}
	}

	@Test
	void withoutAQueueATaskRunsOnAFreeWorkerOrNotAtAll() {
		try (TestEngine test = engine(1, 0)) {
			UUID id = startWaiting(test);
			assertThatNoneIsAccepted(test);

			this.mayGoOn.open();
			test.awaitEnd(id);
			test.awaitEnd(test.start((progress) -> null));
		}
	}

	@Test
	void thePlaceIsFreeWhenTheEndBecomesVisible() throws InterruptedException {
		try (TestEngine test = engine(1, 0)) {
			Gate subscribed = new Gate();
			Gate startedNext = new Gate();
			UUID id = test.start((progress) -> {
				subscribed.pass();
				return null;
			});
			TaskSubscription subscription = test.tasks.log(id).orElseThrow().subscribe(0, () -> {
				if (test.info(id).status().isFinal()) {
					test.start((progress) -> null);
					startedNext.open();
				}
			});
			subscribed.open();

			test.awaitEnd(id);
			test.delivery.runAll();
			startedNext.pass();
			subscription.close();
		}
	}

	@Test
	void manyTasksInARowEachFindThePlaceFree() {
		try (TestEngine test = engine(1, 0)) {
			for (int i = 0; i < 500; i++) {
				UUID id = test.start((progress) -> null);
				while (!test.info(id).status().isFinal()) {
					Thread.onSpinWait();
				}
			}
		}
	}

	@Test
	void aRunCancelledInTheQueueFreesItsPlaceAtOnce() {
		try (TestEngine test = engine(1, 1)) {
			startWaiting(test);
			UUID queued = startWaiting(test);
			assertThatNoneIsAccepted(test);

			test.tasks.cancel(queued);

			assertThat(test.info(queued).status()).isEqualTo(TaskStatus.CANCELLED);
			startWaiting(test);
			assertThatNoneIsAccepted(test);
		}
	}

	@Test
	void aRunThatLingersKeepsItsPlace() throws InterruptedException {
		try (TestEngine test = engine(1, 0)) {
			Gate running = new Gate();
			UUID id = test.start((progress) -> {
				running.open();
				this.mayGoOn.passStubbornly();
				return null;
			});
			running.pass();
			test.tasks.cancel(id);

			assertThatNoneIsAccepted(test);
		}
	}

	@Test
	void aRefusedTaskLeavesNothingBehind() {
		try (TestEngine test = engine(1, 0)) {
			UUID id = startWaiting(test);
			assertThatNoneIsAccepted(test);
			// A worker that begins after the stop ends the task itself
			Awaitility.await().until(() -> test.info(id).status() == TaskStatus.RUNNING);

			assertThat(test.engine.endAll()).isEqualTo(1);
			assertThat(test.info(id).status()).isEqualTo(TaskStatus.CANCELLED);
		}
	}

}
