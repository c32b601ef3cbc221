package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;

import dev.taskstream.StartOptions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LingeringTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final LogRecorder log = new LogRecorder(Lingering.class);

	private final Gate running = new Gate();

	private final Gate mayReturn = new Gate();

	private final ScriptedTask stubborn = ScriptedTask.of((progress) -> runStubbornly());

	@AfterEach
	void stopRecording() {
		this.mayReturn.open();
		this.log.close();
	}

	@Test
	void aRunThatLingersIsNamedAfterAMinute() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.start(this.stubborn);
			this.running.pass();
			test.tasks.cancel(id);

			test.scheduler.advance(PATIENCE.minusNanos(1));
			assertThat(this.log.warnings()).isEmpty();

			test.scheduler.advance(Duration.ofNanos(1));
			assertThat(this.log.warnings()).singleElement()
				.asString()
				.startsWith("Task Scripted (" + id + ") has ended 60 s ago, but its code still occupies a worker.");
			assertThat(this.log.lines()).singleElement().asString().contains(": The stack of test-worker-");
			assertThat(this.log.methods()).contains("runStubbornly");

			test.scheduler.advance(PATIENCE.multipliedBy(5));
			assertThat(this.log.warnings()).hasSize(1);
		}
	}

	@Test
	void anOperatorSeesWhereALingeringRunHangs() throws InterruptedException {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.tasks.start(this.stubborn, null, StartOptions.create().owner("alice")).taskId();
			this.running.pass();
			assertThat(test.engine.lingering()).isEmpty();
			test.tasks.cancel(id);

			assertThat(test.engine.lingering()).singleElement().satisfies((task) -> {
				assertThat(task.log().info().taskId()).isEqualTo(id);
				assertThat(task.log().owner()).isEqualTo("alice");
				assertThat(task.thread()).startsWith("test-worker-");
				assertThat(task.stackTrace()).extracting(StackTraceElement::getMethodName).contains("runStubbornly");
			});

			this.mayReturn.open();
			Awaitility.await().until(() -> test.engine.lingering().isEmpty());
		}
	}

	@Test
	void noWarningNamesARunThatReturnsInTime() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.poolSize = 1)) {
			UUID id = test.start(this.stubborn);
			this.running.pass();
			test.tasks.cancel(id);
			this.mayReturn.open();
			test.awaitEnd(test.start((progress) -> null));

			test.scheduler.advance(PATIENCE);
			assertThat(this.log.warnings()).isEmpty();
		}
	}

	@Test
	void noWarningNamesARunCancelledInTheQueue() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> options.poolSize = 1)) {
			test.start(this.stubborn);
			this.running.pass();
			test.tasks.cancel(test.start((progress) -> null));

			test.scheduler.advance(PATIENCE);
			assertThat(this.log.warnings()).isEmpty();
		}
	}

	/**
	 * The canceller is held up where it hands over the delivery, after it has ended the
	 * run; the worker where the decorator has the last word, after the run's own code.
	 */
	@Test
	void noWarningNamesARunThatReturnsWhileItIsBeingCancelled() throws InterruptedException {
		Gate ending = new Gate();
		Gate codeReturned = new Gate();
		Gate cancelled = new Gate();
		try (TestEngine test = TestEngine.create((options) -> {
			options.poolSize = 1;
			options.decorator = (work) -> () -> {
				work.run();
				codeReturned.open();
				cancelled.passStubbornly();
			};
			options.delivery = (round) -> {
				ending.open();
				codeReturned.passStubbornly();
			};
		})) {
			UUID id = test.start(this.stubborn);
			this.running.pass();
			test.tasks.log(id).orElseThrow().subscribe(0, () -> {
			});
			Thread canceller = new Thread(() -> {
				test.tasks.cancel(id);
				cancelled.open();
			});
			canceller.start();
			ending.pass();
			this.mayReturn.open();
			canceller.join();
			test.awaitEnd(test.start((progress) -> null));

			test.scheduler.advance(PATIENCE);
			assertThat(this.log.warnings()).isEmpty();
		}
	}

	private @Nullable Object runStubbornly() {
		this.running.open();
		this.mayReturn.passStubbornly();
		return null;
	}

}
