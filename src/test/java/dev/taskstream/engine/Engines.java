package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.log.TimeSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Engines and tasks for tests that look at them from outside.
 */
public final class Engines {

	private Engines() {
	}

	/**
	 * An engine of its own; what it schedules runs on daemon threads.
	 */
	public static TaskEngine engine(int poolSize, int queueCapacity) {
		EngineSettings settings = new EngineSettings(poolSize, queueCapacity, Duration.ZERO, Duration.ofHours(1),
				Duration.ZERO, Duration.ofMinutes(10), 1000, 1_000_000, 10_000, 8, Duration.ZERO, true);
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(work, "test-scheduler");
			thread.setDaemon(true);
			return thread;
		});
		return engine(settings, TestWorkers.create(poolSize, queueCapacity), scheduler);
	}

	/**
	 * An engine in an application that wants nothing special.
	 */
	public static TaskEngine engine(EngineSettings settings, ThreadPoolTaskExecutor workers,
			ScheduledExecutorService scheduler) {
		return new TaskEngine(settings, TimeSource.system(),
				new EngineExecutors(workers, scheduler, Runnable::run, ForkJoinPool.commonPool()),
				new EngineEnvironment((work) -> work, () -> {
				}, JsonMapper.builder().build(), null, () -> null, UUID::toString, (event) -> {
				}));
	}

	/**
	 * A task that returns at once.
	 */
	public static BaseTask<Void, Integer> quick(String name) {
		return new Named(name) {

			@Override
			protected Integer execute(Void params, ProgressHandle progress) {
				return 1;
			}

		};
	}

	/**
	 * A task that reports once and then ignores interrupts until it is let go.
	 */
	public static final class Stubborn extends Named {

		public final CountDownLatch started = new CountDownLatch(1);

		public final CountDownLatch letGo = new CountDownLatch(1);

		public Stubborn() {
			super("stubborn");
		}

		@Override
		protected Integer execute(Void params, ProgressHandle progress) {
			progress.report("secret text", 0.5);
			this.started.countDown();
			boolean interrupted;
			do {
				try {
					this.letGo.await();
					interrupted = false;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			while (interrupted);
			return 2;
		}

	}

	private abstract static class Named extends BaseTask<@Nullable Void, Integer> {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		@Override
		protected String name() {
			return this.name;
		}

	}

}
