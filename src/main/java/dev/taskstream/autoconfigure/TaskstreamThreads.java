package dev.taskstream.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.taskstream.sse.DeliveryRounds;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads beside the workers. A type of its own, since a visible {@code Executor}
 * bean would make Boot's own executor step back.
 */
final class TaskstreamThreads implements AutoCloseable {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	private static final int MAX_FALLBACK_THREADS = 64;

	private static final int FALLBACK_IDLE_SECONDS = 30;

	private final ScheduledThreadPoolExecutor scheduler;

	private final ThreadPoolExecutor delivery;

	private final Executor fallback;

	TaskstreamThreads() {
		this.scheduler = new ScheduledThreadPoolExecutor(1, named("taskstream-scheduler-"),
				new ThreadPoolExecutor.DiscardPolicy());
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.delivery = pool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), "taskstream-delivery-");
		this.fallback = (Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS)
				? new VirtualThreadTaskExecutor("taskstream-stream-")
				: pool(MAX_FALLBACK_THREADS, "taskstream-stream-");
	}

	/**
	 * Once closed with the application it discards: nobody is left to be told.
	 */
	private static ThreadPoolExecutor pool(int size, String threadNames) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, FALLBACK_IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), named(threadNames), new ThreadPoolExecutor.DiscardPolicy());
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static CustomizableThreadFactory named(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * For deadlines, retention and keep-alives: never blocks, never does I/O.
	 */
	ScheduledExecutorService scheduler() {
		return this.scheduler;
	}

	/**
	 * For writes that do not block, on behalf of threads that should not be held up.
	 */
	Executor delivery() {
		return new DeliveryRounds(this.delivery, this.scheduler);
	}

	/**
	 * For writes that may block: virtual threads where there are, else a bounded pool.
	 */
	Executor fallback() {
		return this.fallback;
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
		this.delivery.shutdown();
		if (this.fallback instanceof ExecutorService service) {
			service.shutdown();
		}
	}

}
