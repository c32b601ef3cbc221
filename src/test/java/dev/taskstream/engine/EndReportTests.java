package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;

import dev.taskstream.StartOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the log says about the ends of tasks.
 */
class EndReportTests {

	private final LogRecorder log = new LogRecorder(EndReport.class);

	private final Gate running = new Gate();

	private final Gate mayGoOn = new Gate();

	private final ScriptedTask waiting = ScriptedTask.of((progress) -> {
		this.running.open();
		this.mayGoOn.passStubbornly();
		return null;
	});

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.queueTimeout = Duration.ofSeconds(90);
	});

	@AfterEach
	void close() {
		this.mayGoOn.open();
		this.test.close();
		this.log.close();
	}

	private UUID start() {
		return this.test.tasks.start(this.waiting, null, StartOptions.create().owner("alice")).taskId();
	}

	@Test
	void aCompletionIsLoggedAtDebugWithNameIdOwnerAndDuration() throws InterruptedException {
		UUID id = start();
		this.running.pass();
		this.test.clock.advance(Duration.ofMillis(1250));
		this.mayGoOn.open();
		this.test.awaitEnd(id);

		await().untilAsserted(() -> assertThat(this.log.lines())
			.containsExactly("DEBUG Task Scripted (" + id + ") of alice completed after 1.25s"));
	}

	@Test
	void aTaskWithoutAnOwnerIsLoggedWithoutOne() {
		UUID id = this.test.start((progress) -> null);
		this.test.awaitEnd(id);

		await().untilAsserted(() -> assertThat(this.log.lines())
			.containsExactly("DEBUG Task Scripted (" + id + ") completed after 0s"));
	}

	@Test
	void cancellationsAreLoggedAtDebug() throws InterruptedException {
		UUID id = start();
		this.running.pass();
		UUID queued = start();
		this.test.clock.advance(Duration.ofSeconds(3));
		this.test.tasks.cancel(id);
		this.test.tasks.cancel(queued);

		assertThat(this.log.lines()).containsExactly(
				"DEBUG Task Scripted (" + id
						+ ") of alice was cancelled after 3s with cancelled: The task was cancelled.",
				"DEBUG Task Scripted (" + queued
						+ ") of alice was cancelled after 3s in the queue with cancelled: The task was cancelled.");
	}

	@Test
	void exceededLimitsAreWarnings() throws InterruptedException {
		UUID id = this.test.start(this.waiting.withTimeout(Duration.ofMinutes(2)));
		this.running.pass();
		UUID queued = start();
		this.test.scheduler.advance(Duration.ofMinutes(2));

		assertThat(this.log.lines()).containsExactly(
				"WARN Task Scripted (" + queued
						+ ") of alice was cancelled after 1m30s in the queue with queue_timeout: "
						+ "The task waited for a worker longer than the limit of 1m30s.",
				"WARN Task Scripted (" + id
						+ ") timed out after 2m with timed_out: The task took longer than its limit of 2m.");
	}

	@Test
	void theTasksThatAStopEndsAreNamed() throws InterruptedException {
		UUID id = start();
		this.running.pass();
		UUID queued = start();
		this.test.engine.refuse();

		assertThat(this.test.engine.endAll()).isEqualTo(2);

		assertThat(this.log.lines()).containsExactly("INFO Task Scripted (" + queued
				+ ") of alice was cancelled after 0s in the queue with shutting_down: The service is shutting down.",
				"INFO Task Scripted (" + id
						+ ") of alice was cancelled after 0s with shutting_down: The service is shutting down.");
	}

	@Test
	void theLogContextNamesTheTaskThatEndsAndThenTheOneBeforeAgain() throws InterruptedException {
		UUID id = start();
		this.running.pass();
		try (MDC.MDCCloseable mdc = MDC.putCloseable("taskId", "another")) {
			this.test.tasks.cancel(id);

			assertThat(MDC.get("taskId")).isEqualTo("another");
		}
		assertThat(this.log.mdc("taskId")).containsExactly(id.toString());
	}

}
