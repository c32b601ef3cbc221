package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;

import dev.taskstream.TaskCancelledException;
import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs that are ended from outside.
 */
class TaskEngineEndTests {

	private final Gate running = new Gate();

	private final Gate mayGoOn = new Gate();

	private final Gate returned = new Gate();

	@Test
	void cancelEndsARunAtOnceAndInterruptsIt() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.start((progress) -> {
				this.running.open();
				try {
					this.mayGoOn.pass();
				}
				catch (InterruptedException ex) {
					this.returned.open();
				}
				return "too late";
			});
			this.running.pass();

			assertThat(test.tasks.cancel(id)).isTrue();

			TaskInfo info = test.info(id);
			assertThat(info.status()).isEqualTo(TaskStatus.CANCELLED);
			assertThat(info.error()).isEqualTo(new TaskError("cancelled", "The task was cancelled."));
			this.returned.pass();
			assertThat(test.tasks.cancel(id)).isFalse();
			assertThat(test.types(id)).containsExactly("task_started", "task_failed");
		}
	}

	@Test
	void everyReportAfterTheEndThrows() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			Gate checked = new Gate();
			UUID id = test.start((progress) -> {
				assertThat(progress.isCancelled()).isFalse();
				this.running.open();
				this.mayGoOn.passStubbornly();
				assertThat(progress.isCancelled()).isTrue();
				assertThat(progress.slice(0, 0.5).isCancelled()).isTrue();
				assertThatCancelled(() -> progress.report("text"));
				assertThatCancelled(() -> progress.report(0.5));
				assertThatCancelled(() -> progress.report(Double.NaN));
				assertThatCancelled(() -> progress.report("text", 0.5));
				assertThatCancelled(() -> progress.slice(0, 0.5).report("text", 0.5));
				checked.open();
				return null;
			});
			this.running.pass();
			test.tasks.cancel(id);
			this.mayGoOn.open();

			checked.pass();
			assertThat(test.types(id)).containsExactly("task_started", "task_failed");
		}
	}

	private static void assertThatCancelled(Runnable report) {
		assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(report::run);
	}

	@Test
	void aTimeoutCountsFromTheStartOfExecution() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.poolSize = 1)) {
			UUID first = test.start((progress) -> {
				this.running.open();
				this.mayGoOn.pass();
				return null;
			});
			this.running.pass();
			Gate secondRuns = new Gate();
			UUID second = test.start(ScriptedTask.of((progress) -> {
				secondRuns.open();
				new Gate().pass();
				return null;
			}).withTimeout(Duration.ofMillis(90_500)));

			test.scheduler.advance(Duration.ofMinutes(30));
			assertThat(test.info(second).status()).isEqualTo(TaskStatus.PENDING);
			this.mayGoOn.open();
			secondRuns.pass();
			test.scheduler.advance(Duration.ofMillis(90_499));
			assertThat(test.info(second).status()).isEqualTo(TaskStatus.RUNNING);
			test.scheduler.advance(Duration.ofMillis(1));

			TaskInfo info = test.info(second);
			assertThat(info.status()).isEqualTo(TaskStatus.TIMED_OUT);
			assertThat(info.error())
				.isEqualTo(new TaskError("timed_out", "The task took longer than its limit of 1m30.5s."));
			assertThat(info.finishedAt()).isEqualTo(info.startedAt().plusMillis(90_500));
			assertThat(test.tasks.cancel(second)).isFalse();
			assertThat(test.awaitEnd(first).status()).isEqualTo(TaskStatus.COMPLETED);
		}
	}

	@Test
	void theConfiguredTimeoutAppliesToATaskWithoutItsOwn() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.timeout = Duration.ofSeconds(10))) {
			UUID usual = test.start(waiting(this.running));
			Gate othersRun = new Gate();
			UUID endless = test.start(waiting(othersRun).withTimeout(Duration.ZERO));
			this.running.pass();
			othersRun.pass();

			test.scheduler.advance(Duration.ofSeconds(10));
			assertThat(test.info(usual).status()).isEqualTo(TaskStatus.TIMED_OUT);
			assertThat(test.info(usual).error().message()).isEqualTo("The task took longer than its limit of 10s.");

			test.scheduler.advance(Duration.ofHours(100));
			assertThat(test.info(endless).status()).isEqualTo(TaskStatus.RUNNING);
		}
	}

	private ScriptedTask waiting(Gate reached) {
		return ScriptedTask.of((progress) -> {
			reached.open();
			this.mayGoOn.pass();
			return null;
		});
	}

	@Test
	void aTimeoutNoClockCanCountIsNone() {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.start(ScriptedTask.returning(1).withTimeout(Duration.ofSeconds(Long.MAX_VALUE)));

			assertThat(test.awaitEnd(id).status()).isEqualTo(TaskStatus.COMPLETED);
		}
	}

	@Test
	void aFinishedRunHasNoDeadlineAnyMore() {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.start((progress) -> 1);

			test.awaitEnd(id);
			Awaitility.await().until(() -> test.scheduler.pending() == 0);
		}
	}

	@Test
	void aRunIsCancelledInTheQueueWithoutEverStarting() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.poolSize = 1)) {
			test.start(waiting(this.running));
			this.running.pass();
			UUID queued = test.start((progress) -> {
				this.returned.open();
				return null;
			});
			assertThat(test.info(queued).status()).isEqualTo(TaskStatus.PENDING);

			assertThat(test.tasks.cancel(queued)).isTrue();

			assertThat(test.info(queued).status()).isEqualTo(TaskStatus.CANCELLED);
			assertThat(test.info(queued).startedAt()).isNull();
			assertThat(test.story(queued)).hasSize(1).first().satisfies((only) -> assertThat(only.id()).isEqualTo(1));
			this.mayGoOn.open();
			test.awaitEnd(test.start((progress) -> null));
			test.awaitEnd(test.start((progress) -> null));
			assertThat(this.returned.isOpen()).isFalse();
		}
	}

	@Test
	void anInterruptNeverReachesTheNextRun() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.poolSize = 1)) {
			UUID first = test.start((progress) -> {
				this.running.open();
				this.mayGoOn.passStubbornly();
				Thread.currentThread().interrupt();
				return null;
			});
			this.running.pass();
			UUID second = test.start((progress) -> Thread.currentThread().isInterrupted());
			test.tasks.cancel(first);
			this.mayGoOn.open();

			assertThat(test.awaitEnd(second).result()).isEqualTo("false");
		}
	}

}
