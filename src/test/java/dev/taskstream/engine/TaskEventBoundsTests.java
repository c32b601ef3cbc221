package dev.taskstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many application events of tasks wait for their listeners.
 */
class TaskEventBoundsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final LogRecorder log = new LogRecorder(TaskEvents.class);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	@AfterEach
	void stopRecording() {
		this.log.close();
	}

	@Test
	void whatWaitsForAListenerIsBounded() {
		ManualExecutor stuck = new ManualExecutor();
		try (TestEngine test = TestEngine.create((options) -> {
			options.listeners = stuck;
			options.events = this.events::add;
			options.poolSize = 1;
			options.queueCapacity = TaskEvents.LIMIT;
		})) {
			UUID last = null;
			for (int i = 0; i < TaskEvents.LIMIT + 1; i++) {
				last = test.start((progress) -> null);
			}
			test.awaitEnd(last);

			assertThat(stuck.waiting()).isEqualTo(TaskEvents.LIMIT);
			test.scheduler.advance(Duration.ZERO);
			assertThat(this.log.warnings()).singleElement()
				.asString()
				.startsWith("Events of tasks dropped since the last such line: ");
		}
	}

	@Test
	void anEventThatWasDeliveredOrDroppedMakesRoomForAnother() throws InterruptedException {
		int tasks = TaskEvents.LIMIT + 10;
		AtomicInteger given = new AtomicInteger();
		try (TestEngine test = TestEngine.create((options) -> {
			options.listeners = (action) -> {
				if (given.getAndIncrement() % 2 == 0) {
					throw new TaskRejectedException("every other");
				}
				action.run();
			};
			options.events = this.events::add;
			options.queueCapacity = tasks;
		})) {
			for (int i = 0; i < tasks; i++) {
				test.start((progress) -> null);
			}
			test.engine.awaitEnds(PATIENCE);
			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();
		}
		assertThat(given).hasValue(2 * tasks);
		assertThat(this.events).hasSize(tasks);
	}

}
