package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.taskstream.TaskQueueFullException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.core.task.TaskDecorator;

/**
 * The bounded threads that execute tasks.
 */
/*
 * What bounds the pool is the number of places taken: a place is given back when the
 * task's code has returned, just before its end is published, so that whoever sees the
 * end finds the place free. So more than the queue's capacity may wait for a thread, by
 * one per worker that is on its way back.
 */
final class WorkerPool {

	private final int poolSize;

	private final int queueCapacity;

	private final TaskDecorator decorator;

	private final AtomicInteger taken = new AtomicInteger();

	private volatile WorkerThreads threads;

	WorkerPool(int poolSize, int queueCapacity, TaskDecorator decorator) {
		this.poolSize = poolSize;
		this.queueCapacity = queueCapacity;
		this.decorator = decorator;
		this.threads = new WorkerThreads(this.poolSize);
	}

	/**
	 * Takes a place for some work, which begins once the ticket is {@link Ticket#submit()
	 * submitted}.
	 * @param onReturn called by the worker after the place is free, with what escaped the
	 * work, if anything
	 * @throws TaskQueueFullException if there is no place
	 */
	Ticket ticket(Runnable work, Consumer<@Nullable Throwable> onReturn) {
		Runnable decorated = this.decorator.decorate(work);
		int places = this.poolSize + this.queueCapacity;
		if (this.taken.getAndUpdate((count) -> Math.min(count + 1, places)) == places) {
			throw new TaskQueueFullException("All " + this.poolSize + " workers are busy and the queue of "
					+ this.queueCapacity + " is full; see taskstream.executor.pool-size and "
					+ "taskstream.executor.queue-capacity");
		}
		return new Ticket(decorated, onReturn);
	}

	int active() {
		return this.threads.active();
	}

	int queued() {
		return this.threads.queued();
	}

	/**
	 * Interrupts what still runs and waits for it.
	 * @return false if some code has not returned in time
	 */
	boolean stop(Duration limit) throws InterruptedException {
		close();
		return this.threads.awaitTermination(limit.toNanos());
	}

	void close() {
		for (Runnable neverRun : this.threads.stop()) {
			((Ticket) neverRun).release();
		}
	}

	void restart() {
		if (this.threads.isStopped()) {
			this.threads = new WorkerThreads(this.poolSize);
		}
	}

	/**
	 * One place in the pool. The work is a {@link FutureTask}, so an interrupt meant for
	 * it cannot reach what the thread does next.
	 */
	final class Ticket implements Runnable {

		private final Work future;

		private final Consumer<@Nullable Throwable> onReturn;

		private final AtomicBoolean released = new AtomicBoolean();

		private Ticket(Runnable work, Consumer<@Nullable Throwable> onReturn) {
			this.future = new Work(work);
			this.onReturn = onReturn;
		}

		void submit() {
			try {
				WorkerPool.this.threads.execute(this);
			}
			catch (RejectedExecutionException ex) {
				release();
				throw new TaskQueueFullException(String.valueOf(ex.getMessage()));
			}
		}

		@Override
		public void run() {
			try {
				this.future.run();
			}
			finally {
				Thread.interrupted();
				MDC.clear(); // what the work has left there
				release();
				this.onReturn.accept(this.future.escaped);
			}
		}

		/**
		 * Interrupts the work, or takes it out of the queue.
		 */
		void cancel() {
			this.future.cancel(true);
			if (WorkerPool.this.threads.remove(this)) {
				release();
			}
		}

		void release() {
			if (this.released.compareAndSet(false, true)) {
				WorkerPool.this.taken.decrementAndGet();
			}
		}

	}

	/**
	 * Used by the worker alone, except for its cancellation.
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
