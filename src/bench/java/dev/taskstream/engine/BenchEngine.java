package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStartResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An engine with the threads that the auto-configuration would give it.
 */
final class BenchEngine implements AutoCloseable {

	private final Timer scheduler = new Timer();

	private final ExecutorService delivery = Executors
		.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), BenchEngine::daemon);

	private final TaskEngine engine;

	BenchEngine(int queueCapacity, int history, Clock clock) {
		EngineSettings settings = new EngineSettings(4, queueCapacity, Duration.ZERO, Duration.ofHours(1),
				Duration.ZERO, Duration.ofMinutes(10), 10_000, history, Duration.ZERO, true);
		this.engine = new TaskEngine(settings, clock, workers(settings), this.scheduler, this.delivery, (work) -> work,
				JsonMapper.builder().build(), null, () -> null, (id) -> "/api/tasks/" + id + "/stream");
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "bench-engine");
		thread.setDaemon(true);
		return thread;
	}

	TaskEngine engine() {
		return this.engine;
	}

	/**
	 * Does what the engine does every second. It is not done otherwise, so that when this
	 * returns no other thread is still at it.
	 */
	void sweep() {
		this.scheduler.repeated.run();
	}

	/**
	 * Starts a task that lends its handle to the caller and runs until the engine closes.
	 */
	Lent lend() throws InterruptedException {
		SynchronousQueue<ProgressHandle> handles = new SynchronousQueue<>();
		TaskStartResponse response = this.engine.start(new Lender(handles));
		return new Lent(handles.take(), this.engine.log(response.taskId()).orElseThrow());
	}

	@Override
	public void close() {
		this.engine.close();
		this.scheduler.shutdownNow();
		this.delivery.shutdownNow();
	}

	private static final class Timer extends ScheduledThreadPoolExecutor {

		private Runnable repeated = () -> {
		};

		Timer() {
			super(1, BenchEngine::daemon);
		}

		@Override
		public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay,
				TimeUnit unit) {
			this.repeated = command;
			return super.scheduleWithFixedDelay(() -> {
			}, initialDelay, delay, unit);
		}

	}

	/**
	 * A running task, seen from both sides.
	 */
	record Lent(ProgressHandle progress, TaskLog log) {

	}

	private static final class Lender extends BaseTask<Void, Void> {

		private final SynchronousQueue<ProgressHandle> handles;

		Lender(SynchronousQueue<ProgressHandle> handles) {
			this.handles = handles;
		}

		@Override
		protected Void execute(Void params, ProgressHandle progress) throws InterruptedException {
			this.handles.put(progress);
			new CountDownLatch(1).await();
			return null;
		}

	}

	private static ThreadPoolTaskExecutor workers(EngineSettings settings) {
		ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
		workers.setCorePoolSize(settings.poolSize());
		workers.setMaxPoolSize(settings.poolSize());
		workers.setQueueCapacity(settings.places());
		workers.setDaemon(true);
		workers.initialize();
		return workers;
	}

}
