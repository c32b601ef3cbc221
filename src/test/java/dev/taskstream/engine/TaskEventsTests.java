package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskAcceptedEvent;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The application events of tasks.
 */
class TaskEventsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final LogRecorder log = new LogRecorder(TaskEvents.class);

	private final ExecutorService listeners = Executors.newFixedThreadPool(2);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final Gate mayGoOn = new Gate();

	@AfterEach
	void close() {
		this.mayGoOn.open();
		this.listeners.shutdownNow();
		this.log.close();
	}

	private TestEngine engine() {
		return TestEngine.create((options) -> {
			options.poolSize = 1;
			options.queueCapacity = 1;
			options.listeners = this.listeners;
			options.events = this.events::add;
		});
	}

	@Test
	void anAcceptanceAndAnEndArePublishedWithTheOwner() throws InterruptedException {
		try (TestEngine test = engine()) {
			UUID id = test.tasks.start(ScriptedTask.returning(42), null, StartOptions.create().owner("alice")).taskId();
			TaskInfo ended = test.awaitEnd(id);
			Awaitility.await().until(() -> this.events.size() == 2);

			assertThat(this.events.get(0)).isInstanceOfSatisfying(TaskAcceptedEvent.class, (event) -> {
				assertThat(event.info().taskId()).isEqualTo(id);
				assertThat(event.info().status()).isEqualTo(TaskStatus.PENDING);
				assertThat(event.owner()).isEqualTo("alice");
			});
			assertThat(this.events.get(1)).isEqualTo(new TaskEndedEvent(ended, "alice"));
		}
	}

	@Test
	void onlyAcceptedTasksArePublished() throws InterruptedException {
		try (TestEngine test = engine()) {
			ScriptedTask waiting = ScriptedTask.of((progress) -> {
				this.mayGoOn.pass();
				return null;
			});
			StartOptions key = StartOptions.create().key("one");
			test.tasks.start(waiting, null, key);
			test.tasks.start(waiting, null, key);
			test.start(waiting);
			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> test.start(waiting));

			this.mayGoOn.open();
			test.engine.awaitEnds(PATIENCE);
			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();

			assertThat(this.events).hasSize(4);
		}
	}

	@Test
	void eachTaskIsAcceptedBeforeItEndsHoweverSlowAListenerIs() throws InterruptedException {
		List<UUID> accepted = new CopyOnWriteArrayList<>();
		List<UUID> early = new CopyOnWriteArrayList<>();
		try (TestEngine test = TestEngine.create((options) -> {
			options.queueCapacity = 100;
			options.listeners = this.listeners;
			options.events = (event) -> {
				if (event instanceof TaskAcceptedEvent started) {
					this.mayGoOn.passStubbornly();
					accepted.add(started.info().taskId());
				}
				else if (event instanceof TaskEndedEvent ended && !accepted.contains(ended.info().taskId())) {
					early.add(ended.info().taskId());
				}
				this.events.add(event);
			};
		})) {
			List<UUID> ids = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				ids.add(test.start((progress) -> null));
			}
			ids.forEach(test::awaitEnd);
			assertThat(test.engine.awaitEvents(Duration.ZERO)).isFalse();
			assertThat(this.events).isEmpty();

			this.mayGoOn.open();

			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();
			assertThat(this.events).hasSize(100);
			assertThat(early).isEmpty();
		}
	}

	/**
	 * The log has ended, and the worker's place is free, before the end is published.
	 */
	@Test
	void aStopWaitsForAnEndThatIsUnderWay() throws InterruptedException {
		Gate logEnded = new Gate();
		try (TestEngine test = engine()) {
			test.engine.addListener(new TaskListener() {

				@Override
				public void ended(TaskInfo info) {
					logEnded.open();
					TaskEventsTests.this.mayGoOn.passStubbornly();
				}

				@Override
				public void rejected() {
				}

			});
			test.start(ScriptedTask.returning(42));
			logEnded.pass();
			test.engine.awaitEnds(PATIENCE);
			assertThat(test.engine.awaitWorkers(PATIENCE)).isTrue();
			assertThat(test.engine.awaitEvents(Duration.ofMillis(1))).isFalse();

			this.mayGoOn.open();
			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();

			assertThat(this.events).hasSize(2);
		}
	}

	@Test
	void aListenerThatFailsCostsNothingButItsEvent() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> {
			options.listeners = this.listeners;
			options.events = (event) -> {
				this.events.add(event);
				throw new NoClassDefFoundError("listener");
			};
		})) {
			assertThat(test.awaitEnd(test.start((progress) -> null)).status()).isEqualTo(TaskStatus.COMPLETED);
			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();
		}
		assertThat(this.events).hasSize(2);
		assertThat(this.log.warnings()).containsExactly("A listener of TaskAcceptedEvent failed",
				"A listener of TaskEndedEvent failed");
	}

	@Test
	void eventsThatCannotBeDeliveredAreDroppedAndTasksRun() throws InterruptedException {
		try (TestEngine test = TestEngine.create((options) -> {
			options.listeners = (action) -> {
				throw new OutOfMemoryError("unable to create native thread");
			};
			options.events = this.events::add;
		})) {
			assertThat(test.awaitEnd(test.start((progress) -> null)).status()).isEqualTo(TaskStatus.COMPLETED);
			test.scheduler.advance(Duration.ZERO);

			assertThat(this.events).isEmpty();
			assertThat(this.log.warnings()).isNotEmpty();
			assertThat(test.engine.awaitEvents(Duration.ZERO)).as("nothing is left to wait for").isTrue();
		}
	}

	@Test
	void aStopDoesNotWaitForTheEndsOfTasksThatRun() throws InterruptedException {
		try (TestEngine test = engine()) {
			test.start((progress) -> {
				this.mayGoOn.passStubbornly();
				return null;
			});

			assertThat(test.engine.awaitEvents(Duration.ZERO)).isTrue();
		}
	}

	@Test
	void whatAListenerLeavesOnItsThreadReachesNoOther() throws InterruptedException {
		AtomicInteger resets = new AtomicInteger();
		List<String> found = new CopyOnWriteArrayList<>();
		ExecutorService single = Executors.newSingleThreadExecutor();
		try (TestEngine test = TestEngine.create((options) -> {
			options.listeners = single;
			options.threadReset = resets::incrementAndGet;
			options.events = (event) -> {
				found.add(MDC.get("tenant") + Thread.currentThread().isInterrupted());
				MDC.put("tenant", "alice");
				Thread.currentThread().interrupt();
			};
		})) {
			test.awaitEnd(test.start((progress) -> null));
			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();
		}
		finally {
			single.shutdown();
			assertThat(single.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		assertThat(found).containsExactly("nullfalse", "nullfalse");
		assertThat(resets).as("a worker and two listeners").hasValue(3);
	}

}
