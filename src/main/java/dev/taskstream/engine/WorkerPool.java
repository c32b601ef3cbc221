package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.TaskQueueFullException;
import org.slf4j.MDC;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The bounded threads that execute tasks.
 */
/*
 * What bounds the pool is the number of places taken, not the executor's own queue: a
 * place is given back when the task's code has returned, just before its end is
 * published, so that whoever sees the end finds the place free. The executor's queue is
 * longer by one per worker, for a task that arrives while a worker is on its way back.
 */
final class WorkerPool {

	private final int poolSize;

	private final int queueCapacity;

	private final TaskDecorator decorator;

	private final AtomicInteger taken = new AtomicInteger();

	private volatile ThreadPoolTaskExecutor executor;

	WorkerPool(int poolSize, int queueCapacity, TaskDecorator decorator) {
		this.poolSize = poolSize;
		this.queueCapacity = queueCapacity;
		this.decorator = decorator;
		this.executor = newExecutor();
	}

	private ThreadPoolTaskExecutor newExecutor() {
		ThreadPoolTaskExecutor newExecutor = new ThreadPoolTaskExecutor();
		newExecutor.setThreadNamePrefix("taskstream-worker-");
		newExecutor.setCorePoolSize(this.poolSize);
		newExecutor.setMaxPoolSize(this.poolSize);
		newExecutor.setQueueCapacity(this.poolSize + this.queueCapacity);
		newExecutor.setDaemon(true);
		newExecutor.initialize();
		return newExecutor;
	}

	/**
	 * Takes a place for some work, which begins once the ticket is {@link Ticket#submit()
	 * submitted}.
	 * @throws TaskQueueFullException if there is no place
	 */
	Ticket ticket(Runnable work) {
		Runnable decorated = this.decorator.decorate(work);
		int places = this.poolSize + this.queueCapacity;
		if (this.taken.getAndUpdate((count) -> Math.min(count + 1, places)) == places) {
			throw new TaskQueueFullException("All " + this.poolSize + " workers are busy and the queue of "
					+ this.queueCapacity + " is full; see taskstream.executor.pool-size and "
					+ "taskstream.executor.queue-capacity");
		}
		return new Ticket(decorated);
	}

	int active() {
		return this.executor.getActiveCount();
	}

	int queued() {
		return this.executor.getQueueSize();
	}

	/**
	 * Interrupts what still runs and waits for it.
	 * @return false if some code has not returned in time
	 */
	boolean stop(Duration limit) throws InterruptedException {
		this.executor.getThreadPoolExecutor().shutdownNow();
		return this.executor.getThreadPoolExecutor().awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	void close() {
		this.executor.getThreadPoolExecutor().shutdownNow();
	}

	void restart() {
		if (this.executor.getThreadPoolExecutor().isShutdown()) {
			this.executor = newExecutor();
		}
	}

	/**
	 * One place in the pool. The work is a {@link FutureTask}, so an interrupt meant for
	 * it cannot reach what the thread does next.
	 */
	final class Ticket implements Runnable {

		private final FutureTask<?> future;

		private final AtomicBoolean released = new AtomicBoolean();

		private volatile boolean returned;

		private Ticket(Runnable work) {
			this.future = new FutureTask<>(work, null);
		}

		void submit() {
			try {
				WorkerPool.this.executor.execute(this);
			}
			catch (RuntimeException ex) {
				release();
				throw new TaskQueueFullException("The service is stopping");
			}
		}

		@Override
		public void run() {
			try {
				this.future.run();
			}
			finally {
				this.returned = true;
				Thread.interrupted();
				MDC.clear(); // what the work has left there
				release();
			}
		}

		/**
		 * Interrupts the work, or takes it out of the queue.
		 */
		void cancel() {
			this.future.cancel(true);
			if (WorkerPool.this.executor.getThreadPoolExecutor().remove(this)) {
				release();
			}
		}

		void release() {
			if (this.released.compareAndSet(false, true)) {
				WorkerPool.this.taken.decrementAndGet();
			}
		}

		boolean isReturned() {
			return this.returned;
		}

	}

}
