package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.test.SettableClock;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An engine whose workers and scheduler are the actors of a test.
 */
final class RacingEngine {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final ManualScheduler scheduler = new ManualScheduler(new SettableClock());

	private final Workers workers = new Workers();

	private final AtomicInteger executed = new AtomicInteger();

	private final AtomicInteger ends = new AtomicInteger();

	final TaskEngine engine;

	RacingEngine() {
		this(Duration.ZERO);
	}

	/**
	 * Create an engine with a limit on the time in its queue.
	 */
	RacingEngine(Duration queueTimeout) {
		this.engine = Engines.engine(new EngineSettings(1, 1, queueTimeout, TIMEOUT, Duration.ZERO, Duration.ofHours(1),
				10, 1_000_000, 10_000, 8, Duration.ZERO, true), this.workers, this.scheduler);
		this.engine.addListener(new TaskListener() {

			@Override
			public void ended(TaskInfo task) {
				RacingEngine.this.ends.incrementAndGet();
			}

			@Override
			public void rejected() {
			}

		});
	}

	/**
	 * Start a task.
	 * @param work what it does when a worker takes it
	 * @return its id, or null if it was refused
	 */
	UUID start(Runnable work) {
		return start(work, StartOptions.create());
	}

	UUID start(Runnable work, StartOptions options) {
		ScriptedTask task = ScriptedTask.of((progress) -> {
			work.run();
			return this.executed.incrementAndGet();
		});
		try {
			return service().start(task, null, options).taskId();
		}
		catch (TaskQueueFullException ex) {
			return null;
		}
	}

	TaskService service() {
		return this.engine.service();
	}

	void work() {
		this.workers.work();
	}

	void timeOut() {
		advance(TIMEOUT);
	}

	void advance(Duration time) {
		this.scheduler.advance(time);
	}

	void stop() {
		this.engine.refuse();
		this.engine.endAll();
	}

	/**
	 * What has become of a run: its status, how often its code was called, and how often
	 * its end was told.
	 */
	String fate(UUID id) {
		work();
		String status = (id == null) ? "refused" : service().find(id).orElseThrow().status().toString();
		return status + " " + this.executed + " " + this.ends;
	}

	/**
	 * Whether every place in the pool is free again.
	 */
	boolean isEmpty() {
		try {
			return this.engine.awaitWorkers(Duration.ZERO) && this.engine.state().lingering() == 0;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	/**
	 * Workers without threads.
	 */
	private static final class Workers extends ThreadPoolTaskExecutor {

		private final Pool pool = new Pool();

		void work() {
			for (Runnable next = this.pool.waiting.poll(); next != null; next = this.pool.waiting.poll()) {
				next.run();
			}
		}

		@Override
		public void execute(Runnable task) {
			this.pool.execute(task);
		}

		@Override
		public ThreadPoolExecutor getThreadPoolExecutor() {
			return this.pool;
		}

		@Override
		public int getActiveCount() {
			return 0;
		}

		@Override
		public int getQueueSize() {
			return this.pool.waiting.size();
		}

	}

	private static final class Pool extends ThreadPoolExecutor {

		private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

		Pool() {
			super(0, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Override
		public void execute(Runnable task) {
			if (!this.waiting.offer(task)) {
				throw new RejectedExecutionException();
			}
		}

		@Override
		public boolean remove(Runnable task) {
			return this.waiting.remove(task);
		}

	}

}
