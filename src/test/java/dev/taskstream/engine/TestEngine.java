package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskService;
import dev.taskstream.TaskSubscription;
import dev.taskstream.log.Logs;
import dev.taskstream.log.TimeSource;
import dev.taskstream.test.SettableClock;
import jakarta.validation.Validator;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An engine with a manual scheduler and deliveries, and real workers.
 */
final class TestEngine implements AutoCloseable {

	final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"));

	final ManualScheduler scheduler = new ManualScheduler(this.clock);

	final ManualExecutor delivery = new ManualExecutor();

	final ThreadPoolTaskExecutor workers;

	final TaskEngine engine;

	final TaskService tasks;

	private TestEngine(Options options) {
		EngineSettings settings = new EngineSettings(options.poolSize, options.queueCapacity, options.queueTimeout,
				options.timeout, options.stallTimeout, options.retention, options.maxFinished, options.maxFinishedBytes,
				options.maxResultBytes, options.history, Duration.ZERO, options.exposeMessages);
		this.workers = (options.workers != null) ? options.workers
				: TestWorkers.create(options.poolSize, options.queueCapacity);
		EngineExecutors executors = new EngineExecutors(this.workers,
				(options.scheduler != null) ? options.scheduler : this.scheduler,
				(options.delivery != null) ? options.delivery : this.delivery, options.listeners);
		this.engine = new TaskEngine(settings, time(options.onReadingTime), executors,
				new EngineEnvironment(options.decorator, RunInterceptor.NONE, options.threadReset, options.mapper,
						options.validator, () -> options.owner, (id) -> "/watch/" + id, options.events,
						options.claims));
		this.tasks = this.engine.service();
	}

	private TimeSource time(Runnable onReading) {
		TimeSource time = Logs.time(this.clock);
		return new TimeSource(this.clock, () -> {
			onReading.run();
			return time.nanoTime().getAsLong();
		});
	}

	static TestEngine create() {
		return create((options) -> {
		});
	}

	static TestEngine create(Consumer<Options> customizer) {
		Options options = new Options();
		customizer.accept(options);
		return new TestEngine(options);
	}

	UUID start(ScriptedTask task) {
		return this.tasks.start(task, null).taskId();
	}

	UUID start(ScriptedTask.Script script) {
		return start(ScriptedTask.of(script));
	}

	TaskInfo info(UUID taskId) {
		return this.tasks.find(taskId).orElseThrow();
	}

	TaskInfo awaitEnd(UUID taskId) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> info(taskId).status().isFinal());
		return info(taskId);
	}

	List<LoggedEvent> story(UUID taskId) {
		List<LoggedEvent> story = new ArrayList<>();
		try (TaskSubscription subscription = this.tasks.log(taskId).orElseThrow().subscribe(0, () -> {
		})) {
			for (LoggedEvent next = subscription.next(); next != null; next = subscription.next()) {
				story.add(next);
			}
		}
		return story;
	}

	List<String> types(UUID taskId) {
		return story(taskId).stream().map((logged) -> logged.event().type()).toList();
	}

	@Override
	public void close() {
		this.engine.close();
		this.workers.shutdown();
	}

	/**
	 * What a test may set.
	 */
	static final class Options {

		KeyClaims claims = KeyClaims.UNSHARED;

		int poolSize = 2;

		int queueCapacity = 10;

		Duration queueTimeout = Duration.ZERO;

		Duration timeout = Duration.ofHours(1);

		Duration stallTimeout = Duration.ZERO;

		Duration retention = Duration.ofMinutes(10);

		int maxFinished = 100;

		long maxFinishedBytes = 1_000_000;

		long maxResultBytes = 10_000;

		int history = 256;

		boolean exposeMessages = true;

		ThreadPoolTaskExecutor workers;

		TaskDecorator decorator = (work) -> work;

		Runnable threadReset = () -> {
		};

		Runnable onReadingTime = () -> {
		};

		JsonMapper mapper = JsonMapper.builder().build();

		Validator validator;

		String owner;

		ScheduledExecutorService scheduler;

		Executor delivery;

		Executor listeners = ForkJoinPool.commonPool();

		Consumer<Object> events = (event) -> {
		};

	}

}
