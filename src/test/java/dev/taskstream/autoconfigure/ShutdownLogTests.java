package dev.taskstream.autoconfigure;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskService;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.LogRecorder;
import dev.taskstream.engine.TaskEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says while the application stops.
 */
class ShutdownLogTests {

	private LogRecorder lifecycle;

	private LogRecorder engine;

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	@AfterEach
	void stopRecording() {
		this.stubborn.letGo.countDown();
		this.lifecycle.close();
		this.engine.close();
	}

	/**
	 * Starts an application, which resets the logging system, and then records.
	 */
	private RunningApplication recorded(String... properties) {
		RunningApplication application = RunningApplication.with(properties);
		this.lifecycle = new LogRecorder(TaskstreamLifecycle.class);
		this.engine = new LogRecorder(TaskEngine.class);
		return application;
	}

	@Test
	void theStopSaysForHowManyItWaitsAndHowManyItEnds() {
		try (RunningApplication application = recorded("taskstream.shutdown-grace=100ms",
				"taskstream.executor.pool-size=1")) {
			for (int i = 0; i < 3; i++) {
				application.bean(TaskService.class).start(BaseTask.of("Endless", (progress) -> {
					new CountDownLatch(1).await();
					return null;
				}));
			}
		}

		assertThat(this.engine.lines()).contains("INFO Waiting up to 0.1s for 3 tasks to finish");
		assertThat(this.lifecycle.lines()).contains("INFO Ended 3 tasks because the service is shutting down")
			.noneMatch((line) -> line.startsWith("WARN"));
	}

	@Test
	void codeThatDoesNotReturnIsNamedWithItsStack() throws InterruptedException {
		UUID id;
		try (RunningApplication application = recorded("taskstream.shutdown-timeout=100ms")) {
			id = application.bean(TaskService.class)
				.start(this.stubborn, null, StartOptions.create().owner("alice"))
				.taskId();
			this.stubborn.started.await();
		}

		assertThat(this.lifecycle.lines()).contains("INFO Waiting up to PT0.1S for the code of 1 tasks to return")
			.anyMatch((line) -> line.startsWith("WARN The code of task stubborn (" + id
					+ ") has not returned within taskstream.shutdown-timeout (PT0.1S)"));
		assertThat(this.lifecycle.methods()).contains("execute", "await");
	}

	@Test
	void aStopWithoutTasksSaysNothing() {
		recorded("taskstream.shutdown-grace=20s").close();

		assertThat(this.lifecycle.lines()).isEmpty();
		assertThat(this.engine.lines()).isEmpty();
	}

}
