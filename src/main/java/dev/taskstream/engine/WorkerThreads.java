package dev.taskstream.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A bounded number of threads for work in the order in which it came. A thread is started
 * when none is idle and ends when it has been idle for a minute.
 */
/*
 * A ThreadPoolExecutor with a queue starts all of its threads and hands work to the one
 * that has been idle for longest. Without a queue it prefers the one that has just become
 * idle, whose stack and buffers are still in the processor's cache; so the queue is here.
 *
 * `queue` and `active` are guarded by the lock. An active thread is one that will look
 * into the queue again, so whatever is queued while all are active finds a thread. Only
 * where the machine has no thread left for one that was claimed, and no other is active,
 * does it wait for the next execute().
 */
final class WorkerThreads {

	private static final Logger logger = LoggerFactory.getLogger(WorkerThreads.class);

	private static final int IDLE_SECONDS = 60;

	private final Object lock = new Object();

	private final Queue<Runnable> queue = new ArrayDeque<>();

	private final ThreadPoolExecutor executor;

	private final int size;

	private int active;

	WorkerThreads(int size) {
		this(size, daemons());
	}

	WorkerThreads(int size, ThreadFactory factory) {
		this.size = size;
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), factory, (work, executor) -> {
					throw stopping();
				});
	}

	private static ThreadFactory daemons() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("taskstream-worker-");
		factory.setDaemon(true);
		return factory;
	}

	private static RejectedExecutionException stopping() {
		return new RejectedExecutionException("The service is stopping");
	}

	/**
	 * Executes some work as soon as a thread is free.
	 * @throws RejectedExecutionException after {@link #stop()}, or if the machine has no
	 * thread left
	 */
	void execute(Runnable work) {
		if (claimThread(work)) {
			try {
				this.executor.execute(() -> workFrom(work));
			}
			catch (OutOfMemoryError ex) {
				unclaimThread();
				logger.error("No thread could be started for a task: {}", ex.getMessage());
				throw new RejectedExecutionException("No thread could be started for the task", ex);
			}
		}
	}

	/**
	 * Claims a thread for some work, or queues it.
	 * @return false if it is queued
	 */
	private boolean claimThread(Runnable work) {
		synchronized (this.lock) {
			if (this.executor.isShutdown()) {
				throw stopping();
			}
			if (this.active < this.size) {
				this.active++;
				return true;
			}
			this.queue.add(work);
			return false;
		}
	}

	private void unclaimThread() {
		synchronized (this.lock) {
			this.active--;
		}
	}

	private void workFrom(Runnable first) {
		Runnable work = first;
		while (work != null) {
			try {
				work.run();
			}
			catch (Throwable ex) {
				logger.error("A worker's work failed; it must not throw", ex);
			}
			work = nextOrLeave();
		}
	}

	private @Nullable Runnable nextOrLeave() {
		synchronized (this.lock) {
			Runnable next = this.queue.poll();
			if (next == null) {
				this.active--;
			}
			return next;
		}
	}

	/**
	 * Takes back what waits.
	 * @return false if it does not wait
	 */
	boolean remove(Runnable work) {
		synchronized (this.lock) {
			return this.queue.remove(work);
		}
	}

	int active() {
		synchronized (this.lock) {
			return this.active;
		}
	}

	int queued() {
		synchronized (this.lock) {
			return this.queue.size();
		}
	}

	/**
	 * Interrupts what is executed, and takes nothing more.
	 * @return what will never be executed
	 */
	List<Runnable> stop() {
		synchronized (this.lock) {
			this.executor.shutdownNow();
			List<Runnable> neverRun = new ArrayList<>(this.queue);
			this.queue.clear();
			return neverRun;
		}
	}

	boolean isStopped() {
		return this.executor.isShutdown();
	}

	boolean awaitTermination(long nanos) throws InterruptedException {
		return this.executor.awaitTermination(nanos, TimeUnit.NANOSECONDS);
	}

}
