package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskAcceptedEvent;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application's listeners of {@link TaskAcceptedEvent} and {@link TaskEndedEvent}.
 */
class TaskEventPublicationTests {

	private static final List<String> told = new CopyOnWriteArrayList<>();

	@BeforeEach
	void forget() {
		told.clear();
	}

	@Test
	void listenersAreToldOnAThreadOfTheirOwn() {
		try (RunningApplication application = RunningApplication.with(Listening.class)) {
			application.bean(TaskService.class)
				.start(BaseTask.of("Nightly", (progress) -> 1), null, StartOptions.create().owner("alice"));

			await().untilAsserted(() -> assertThat(told).containsExactly("accepted Nightly of alice",
					"COMPLETED Nightly of alice on taskstream-listener"));
		}
	}

	@Test
	void aListenerThatNeverReturnsHoldsUpNeitherTasksNorStreams() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with(Stuck.class, "taskstream.executor.pool-size=1",
				"taskstream.shutdown-timeout=0s")) {
			TaskService tasks = application.bean(TaskService.class);
			for (int i = 0; i < 20; i++) {
				TaskStartResponse started = tasks.start(BaseTask.of("Task " + i, (progress) -> 1));

				assertThat(application.get(started.streamUrl()).body()).contains("event: task_completed");
			}
			assertThat(told).contains("stuck");
		}
		finally {
			Stuck.letGo.countDown();
		}
	}

	@Test
	void theStopWaitsUntilAllEndsAreTold() {
		RunningApplication application = RunningApplication.with(Slow.class, "taskstream.executor.pool-size=2");
		TaskService tasks = application.bean(TaskService.class);
		for (int i = 0; i < 40; i++) {
			tasks.start(BaseTask.of("Endless", (progress) -> {
				new CountDownLatch(1).await();
				return null;
			}));
		}
		UUID last = tasks.start(BaseTask.of("Last", (progress) -> null)).taskId();

		application.close();

		assertThat(told).hasSize(41).containsOnly("CANCELLED");
		assertThat(tasks.find(last)).get().extracting((info) -> info.status()).isEqualTo(TaskStatus.CANCELLED);
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@EventListener
		void accepted(TaskAcceptedEvent event) {
			told.add("accepted " + event.info().name() + " of " + event.owner());
		}

		@EventListener
		void ended(TaskEndedEvent event) {
			told.add(event.info().status() + " " + event.info().name() + " of " + event.owner() + " on "
					+ Thread.currentThread().getName().replaceAll("-\\d+$", ""));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Stuck {

		private static final CountDownLatch letGo = new CountDownLatch(1);

		@EventListener
		void ended(TaskEndedEvent event) throws InterruptedException {
			told.add("stuck");
			letGo.await();
		}

	}

	/**
	 * Slow enough that many ends wait for it when the tasks are ended.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Slow {

		@EventListener
		void ended(TaskEndedEvent event) throws InterruptedException {
			CountDownLatch never = new CountDownLatch(1);
			assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
			told.add(event.info().status().name());
		}

	}

}
