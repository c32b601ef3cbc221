package dev.taskstream.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskError;
import dev.taskstream.TaskException;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs that fail by themselves.
 */
class TaskEngineFailureTests {

	private final LogRecorder log = new LogRecorder(EndReport.class);

	@AfterEach
	void stopRecording() {
		this.log.close();
	}

	private static TaskError failureOf(TestEngine test, ScriptedTask.Script script) {
		TaskInfo info = test.awaitEnd(test.start(script));
		assertThat(info.status()).isEqualTo(TaskStatus.FAILED);
		assertThat(info.result()).isNull();
		return info.error();
	}

	private static TestEngine concealing() {
		return TestEngine.create((options) -> options.exposeMessages = false);
	}

	@Test
	void aTaskExceptionChoosesCodeAndMessageAndItsCauseIsLogged() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> {
				throw new TaskException("no_file", "The file is gone.", new IllegalStateException("secret"));
			})).isEqualTo(new TaskError("no_file", "The file is gone."));
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.matches("WARN Task Scripted \\(.*\\) failed after .* with no_file: The file is gone\\. "
					+ "<- java.lang.IllegalStateException: secret");
	}

	@Test
	void anyOtherExceptionGivesItsMessageAndIsLogged() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> {
				throw new IOException("disk full");
			})).isEqualTo(new TaskError("task_failed", "disk full"));
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.matches("WARN Task Scripted \\(.*\\) failed after .* with task_failed: disk full "
					+ "<- java.io.IOException: disk full");
	}

	@Test
	void anExceptionWithoutMessageGivesItsName() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> {
				throw new IllegalStateException();
			})).isEqualTo(new TaskError("task_failed", "IllegalStateException"));
		}
	}

	@Test
	void anErrorIsAFailureToo() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> {
				throw new NoClassDefFoundError("dev/example/Missing");
			})).isEqualTo(new TaskError("task_failed", "dev/example/Missing"));
		}
	}

	@Test
	void anExceptionThatCannotEvenSayItsMessageIsAFailure() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> {
				throw new Speechless();
			})).isEqualTo(new TaskError("task_failed", "Speechless"));
		}
	}

	@Test
	void aTaskExceptionThatCannotSayItsCauseKeepsItsCode() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> {
				throw new Causeless();
			})).isEqualTo(new TaskError("no_file", "The file is gone."));
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.endsWith("<- java.lang.IllegalStateException: no cause");
	}

	@Test
	void whatACancelledRunThrowsIsNotLogged() throws InterruptedException {
		Gate running = new Gate();
		Gate returning = new Gate();
		try (TestEngine test = TestEngine.create((options) -> options.decorator = (work) -> () -> {
			work.run();
			returning.open();
		})) {
			UUID id = test.start((progress) -> {
				running.open();
				new Gate().pass();
				return null;
			});
			running.pass();
			test.tasks.cancel(id);
			returning.pass();
		}
		assertThat(this.log.warnings()).isEmpty();
	}

	@Test
	void aConcealedMessageIsTheSameForAllButTaskExceptions() throws InterruptedException {
		Gate running = new Gate();
		try (TestEngine test = concealing()) {
			assertThat(failureOf(test, (progress) -> {
				throw new IOException("jdbc:secret");
			})).isEqualTo(new TaskError("task_failed", "The task failed."));
			assertThat(failureOf(test, (progress) -> new Unwritable()))
				.isEqualTo(new TaskError("result_not_serializable", "The result could not be written as JSON."));
			assertThat(failureOf(test, (progress) -> {
				throw new TaskException("no_file", "The file is gone.");
			})).isEqualTo(new TaskError("no_file", "The file is gone."));
			UUID id = test.start((progress) -> {
				running.open();
				new Gate().pass();
				return null;
			});
			running.pass();
			test.tasks.cancel(id);
			assertThat(test.info(id).error()).isEqualTo(new TaskError("cancelled", "The task was cancelled."));
		}
	}

	@Test
	void aResultWhoseGetterThrowsFailsTheTask() {
		try (TestEngine test = TestEngine.create()) {
			TaskError error = failureOf(test, (progress) -> new Unwritable());

			assertThat(error.code()).isEqualTo("result_not_serializable");
			assertThat(error.message()).contains("out of order");
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN ")
			.contains(" with result_not_serializable: ", " <- tools.jackson.databind.");
	}

	@Test
	void aResultWhoseGetterThrowsAnErrorFailsTheTask() {
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> new Broken()))
				.isEqualTo(new TaskError("result_not_serializable", "dev/example/Missing"));
		}
	}

	@Test
	void aResultThatContainsItselfFailsTheTask() {
		List<Object> cyclic = new ArrayList<>();
		cyclic.add(cyclic);
		try (TestEngine test = TestEngine.create()) {
			assertThat(failureOf(test, (progress) -> cyclic).code()).isEqualTo("result_not_serializable");
		}
	}

	@Test
	void aDecoratorThatFailsBeforeTheTaskEndsItsStory() {
		try (LogRecorder runs = new LogRecorder(TaskRun.class);
				TestEngine test = TestEngine.create((options) -> options.decorator = (work) -> () -> {
					throw new IllegalStateException("no security context");
				})) {
			UUID id = test.start((progress) -> null);

			assertThat(test.awaitEnd(id).error()).isEqualTo(new TaskError("task_failed", "The task failed."));
			assertThat(test.types(id)).containsExactly("task_started", "task_failed");
			Awaitility.await().until(() -> !runs.warnings().isEmpty());
			assertThat(runs.warnings()).containsExactly(
					"Task Scripted (" + id + ") failed outside its own code; check the TaskDecorator beans");
		}
	}

	static final class Speechless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("no words");
		}

	}

	static final class Causeless extends TaskException {

		private static final long serialVersionUID = 1L;

		Causeless() {
			super("no_file", "The file is gone.");
		}

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("no cause");
		}

	}

	static final class Unwritable {

		public String getText() {
			throw new IllegalStateException("out of order");
		}

	}

	static final class Broken {

		public String getText() {
			throw new NoClassDefFoundError("dev/example/Missing");
		}

	}

}
