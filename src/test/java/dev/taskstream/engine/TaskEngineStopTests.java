package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;

import dev.taskstream.TaskError;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskEngineStopTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Gate running = new Gate();

	private final Gate mayGoOn = new Gate();

	@AfterEach
	void letGo() {
		this.mayGoOn.open();
	}

	private UUID startWaiting(TestEngine test) {
		return test.start((progress) -> {
			this.running.open();
			this.mayGoOn.pass();
			return null;
		});
	}

	private static void assertThatNoneIsAccepted(TestEngine test) {
		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> test.start((progress) -> null))
			.withMessage("The service is stopping and accepts no new tasks");
	}

	@Test
	void runningTasksFinishWhileTheEngineRefusesNewOnes() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.delivery = Runnable::run)) {
			UUID id = startWaiting(test);
			test.engine.refuse();
			assertThatNoneIsAccepted(test);

			this.mayGoOn.open();
			test.engine.awaitEnds(PATIENCE);

			assertThat(test.info(id).status()).isEqualTo(TaskStatus.COMPLETED);
			assertThat(test.engine.endAll()).isZero();
		}
	}

	@Test
	void aStartThatMeetsTheStopIsRefusedAndItsTaskEnds() {
		try (TestEngine test = TestEngine.create()) {
			test.workers.getThreadPoolExecutor().setThreadFactory((work) -> {
				test.engine.refuse();
				return new Thread(work);
			});

			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> startWaiting(test))
				.withMessage("The service is stopping and accepts no new tasks");

			assertThat(test.engine.findAll()).extracting((log) -> log.info().error().code())
				.containsExactly("shutting_down");
		}
	}

	@Test
	void aTaskThatBeginsAfterTheEndOfAllIsNotExecuted() {
		try (TestEngine test = TestEngine.create()) {
			test.engine.endAll();

			UUID id = startWaiting(test);

			assertThat(test.awaitEnd(id).error().code()).isEqualTo("shutting_down");
			assertThat(test.info(id).startedAt()).isNull();
			assertThat(this.running.isOpen()).isFalse();
		}
	}

	@Test
	void aStartThatFindsNoWorkersLeavesNothingBehind() {
		try (TestEngine test = TestEngine.create()) {
			test.workers.shutdown();

			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> startWaiting(test))
				.withMessage("The service is stopping");

			assertThat(test.engine.findAll()).isEmpty();
		}
	}

	@Test
	void awaitingEndsGivesUpAfterItsLimit() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			UUID id = startWaiting(test);

			test.engine.awaitEnds(Duration.ZERO);

			assertThat(test.info(id).status().isFinal()).isFalse();
		}
	}

	@Test
	void endAllEndsRunningAndQueuedTasks() throws InterruptedException {
		TaskError shuttingDown = new TaskError("shutting_down", "The service is shutting down.");
		try (TestEngine test = TestEngine.create((options) -> options.poolSize = 1)) {
			UUID running = startWaiting(test);
			this.running.pass();
			UUID queued = startWaiting(test);
			test.engine.refuse();

			assertThat(test.engine.endAll()).isEqualTo(2);

			assertThat(test.info(running).status()).isEqualTo(TaskStatus.CANCELLED);
			assertThat(test.info(running).error()).isEqualTo(shuttingDown);
			assertThat(test.info(queued).status()).isEqualTo(TaskStatus.CANCELLED);
			assertThat(test.info(queued).error()).isEqualTo(shuttingDown);
			assertThat(test.engine.awaitWorkers(PATIENCE)).isTrue();
		}
	}

	@Test
	void stoppingWorkersSaysWhetherTheyReturned() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			test.start((progress) -> {
				this.running.open();
				this.mayGoOn.passStubbornly();
				return null;
			});
			this.running.pass();
			test.engine.refuse();
			test.engine.endAll();

			assertThat(test.engine.awaitWorkers(Duration.ZERO)).isFalse();
			this.mayGoOn.open();
			assertThat(test.engine.awaitWorkers(PATIENCE)).isTrue();
		}
	}

	@Test
	void aStoppedEngineOpensAgain() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			UUID before = test.start((progress) -> 1);
			test.awaitEnd(before);
			test.engine.refuse();
			test.engine.endAll();
			test.engine.awaitWorkers(PATIENCE);
			assertThatNoneIsAccepted(test);

			test.engine.open();

			assertThat(test.awaitEnd(test.start((progress) -> 2)).result()).isEqualTo("2");
			assertThat(test.info(before).result()).isEqualTo("1");
		}
	}

	@Test
	void closingTheEngineEndsRunningTasks() throws InterruptedException {
		TestEngine test = TestEngine.create();
		UUID id = startWaiting(test);
		this.running.pass();

		test.close();
		test.close();

		assertThat(test.info(id).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThatNoneIsAccepted(test);
	}

	/**
	 * The decorator is called before it is decided whether the task is accepted: just
	 * there the service stops.
	 */
	@Test
	void aStartThatCrossesAStopIsRefusedAndDoesNotRun() throws InterruptedException {
		Gate ran = new Gate();
		TestEngine[] self = new TestEngine[1];
		try (TestEngine test = TestEngine.create((options) -> options.decorator = (work) -> {
			self[0].engine.refuse();
			self[0].engine.endAll();
			return () -> {
				this.mayGoOn.passStubbornly();
				work.run();
			};
		})) {
			self[0] = test;

			assertThatNoneIsAcceptedThough(test, ran);

			this.mayGoOn.open();
			assertThat(test.engine.awaitWorkers(PATIENCE)).isTrue();
			assertThat(ran.isOpen()).isFalse();
			assertThat(test.engine.endAll()).isZero();
		}
	}

	private static void assertThatNoneIsAcceptedThough(TestEngine test, Gate ran) {
		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> test.start((progress) -> {
			ran.open();
			return null;
		})).withMessage("The service is stopping and accepts no new tasks");
	}

}
