package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.taskstream.TaskQueueFullException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A pool that executes tasks on a {@link ThreadPoolTaskExecutor} and bounds how many run
 * and wait.
 */
final class WorkerPool {

	/*
	 * `places` is the bound. A place is released when the task's code has returned, just
	 * before its end is published, so that a client that sees the end can start another
	 * task. Until the worker has returned to the executor, more tasks than the configured
	 * capacity may wait for it: the executor's queue must hold all places.
	 */

	private static final Logger logger = LoggerFactory.getLogger(WorkerPool.class);

	private final ThreadPoolTaskExecutor executor;

	private final int poolSize;

	private final int queueCapacity;

	private final TaskDecorator decorator;

	private final Runnable threadReset;

	private final Semaphore places;

	/**
	 * Create a pool.
	 * @param executor executes the tasks on {@code poolSize} threads; its queue holds
	 * {@code poolSize + queueCapacity}; not closed here
	 */
	WorkerPool(ThreadPoolTaskExecutor executor, int poolSize, int queueCapacity, TaskDecorator decorator,
			Runnable threadReset) {
		this.executor = executor;
		this.poolSize = poolSize;
		this.queueCapacity = queueCapacity;
		this.decorator = decorator;
		this.threadReset = threadReset;
		this.places = new Semaphore(places());
	}

	private int places() {
		return this.poolSize + this.queueCapacity;
	}

	/**
	 * Reserve a place for some work, which is executed once the ticket is
	 * {@link Ticket#submit() submitted}.
	 * @param onReturn called by the worker after the place has been released, with the
	 * exception that escaped the work, if any
	 * @throws TaskQueueFullException if there is no place
	 */
	Ticket ticket(Runnable work, Consumer<@Nullable Throwable> onReturn) {
		Runnable decorated = this.decorator.decorate(work);
		if (!this.places.tryAcquire()) {
			throw new TaskQueueFullException("All " + this.poolSize + " workers are busy and the queue of "
					+ this.queueCapacity + " is full; see taskstream.executor.pool-size and "
					+ "taskstream.executor.queue-capacity");
		}
		return new Ticket(decorated, onReturn);
	}

	int active() {
		return this.executor.getActiveCount();
	}

	int queued() {
		return this.executor.getQueueSize();
	}

	/**
	 * Wait until every place is free, or until a limit is over.
	 * @return {@code false} if some code has not returned in time
	 */
	boolean awaitReturns(Duration limit) throws InterruptedException {
		if (!this.places.tryAcquire(places(), limit.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		this.places.release(places());
		return true;
	}

	/**
	 * One place in the pool. The work is a {@link FutureTask}, so that an interrupt meant
	 * for it cannot reach the next task on its thread.
	 */
	final class Ticket implements Runnable {

		private final Work future;

		private final Consumer<@Nullable Throwable> onReturn;

		private final AtomicBoolean released = new AtomicBoolean();

		private Ticket(Runnable work, Consumer<@Nullable Throwable> onReturn) {
			this.future = new Work(work);
			this.onReturn = onReturn;
		}

		/**
		 * Execute the work as soon as a worker is free.
		 * @throws TaskQueueFullException if the executor has been shut down, or no thread
		 * could be started
		 */
		void submit() {
			try {
				WorkerPool.this.executor.execute(this);
			}
			catch (TaskRejectedException ex) {
				release();
				throw new TaskQueueFullException("The service is stopping");
			}
			catch (OutOfMemoryError ex) {
				release();
				logger.error("No thread could be started for a task: {}", ex.getMessage());
				throw new TaskQueueFullException("No thread could be started for the task");
			}
		}

		@Override
		public void run() {
			ThreadState before = ThreadState.current();
			try {
				this.future.run();
			}
			finally {
				release();
				before.restore();
				WorkerPool.this.threadReset.run();
				this.onReturn.accept(this.future.escaped);
			}
		}

		/**
		 * Interrupt the work, or remove it from the queue.
		 */
		void cancel() {
			this.future.cancel(true);
			if (WorkerPool.this.executor.getThreadPoolExecutor().remove(this)) {
				release();
			}
		}

		void release() {
			if (this.released.compareAndSet(false, true)) {
				WorkerPool.this.places.release();
			}
		}

	}

	/**
	 * A {@link FutureTask} that keeps the exception of its work. Confined to the worker,
	 * except for its cancellation.
	 */
	private static final class Work extends FutureTask<@Nullable Void> {

		private @Nullable Throwable escaped;

		Work(Runnable work) {
			super(work, null);
		}

		@Override
		protected void setException(Throwable ex) {
			this.escaped = ex;
			super.setException(ex);
		}

	}

}
