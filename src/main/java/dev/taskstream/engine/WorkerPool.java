package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

	private final RepeatedWarning refusals;

	/**
	 * Create a pool.
	 * @param executor executes the tasks on {@code poolSize} threads; its queue holds
	 * {@code poolSize + queueCapacity}; not closed here
	 */
	WorkerPool(ThreadPoolTaskExecutor executor, int poolSize, int queueCapacity, EngineEnvironment environment,
			ScheduledExecutorService scheduler) {
		this.executor = executor;
		this.poolSize = poolSize;
		this.queueCapacity = queueCapacity;
		this.decorator = environment.decorator();
		this.threadReset = environment.threadReset();
		this.places = new Semaphore(places());
		this.refusals = new RepeatedWarning(scheduler, this::warnOfRefusals);
	}

	private void warnOfRefusals(long count) {
		logger.warn(
				"Starts of tasks refused since the last such line: {}. All {} workers were busy and the queue of "
						+ "{} was full; see taskstream.executor.pool-size and taskstream.executor.queue-capacity",
				count, this.poolSize, this.queueCapacity);
	}

	private int places() {
		return this.poolSize + this.queueCapacity;
	}

	/**
	 * Create a ticket for some work, which is executed once the ticket has
	 * {@link Ticket#reserve() reserved} a place and is {@link Ticket#submit() submitted}.
	 * @param onReturn called by the worker after the place has been released, with the
	 * exception that escaped the work, if any
	 */
	Ticket ticket(Runnable work, Consumer<@Nullable Throwable> onReturn) {
		return new Ticket(this.decorator.decorate(work), onReturn);
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
	 * A claim to one place in the pool. The work is a {@code FutureTask}, so that an
	 * interrupt meant for it cannot reach the next task on its thread.
	 */
	final class Ticket implements Runnable {

		/*-
		 *   NEW -> RESERVED -> SUBMITTED -> RELEASED
		 *    |         \__________________^
		 *    \____________________________^         cancelled or failed before
		 *
		 * Only the thread that leaves RESERVED or SUBMITTED for RELEASED gives the place
		 * back.
		 */

		private final PoolWork future;

		private final Consumer<@Nullable Throwable> onReturn;

		private volatile @Nullable Thread worker;

		private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

		private Ticket(Runnable work, Consumer<@Nullable Throwable> onReturn) {
			this.future = new PoolWork(work);
			this.onReturn = onReturn;
		}

		/**
		 * Reserve a place.
		 * @throws TaskQueueFullException if there is none
		 */
		void reserve() {
			if (!WorkerPool.this.places.tryAcquire()) {
				WorkerPool.this.refusals.occurred();
				throw new TaskQueueFullException(
						"All workers are busy and the queue is full. Please try again in a moment");
			}
			this.state.set(State.RESERVED);
		}

		/**
		 * Whether the place is reserved for work that has not been submitted.
		 */
		boolean isReserved() {
			return this.state.get() == State.RESERVED;
		}

		/**
		 * Execute the work as soon as a worker is free, unless it was cancelled before.
		 * @throws TaskQueueFullException if the executor has been shut down, or no thread
		 * could be started
		 */
		void submit() {
			if (!this.state.compareAndSet(State.RESERVED, State.SUBMITTED)) {
				return;
			}
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
			if (this.future.isCancelled()) {
				leaveQueue();
			}
		}

		@Override
		public void run() {
			ThreadState before = ThreadState.current();
			this.worker = Thread.currentThread();
			try {
				this.future.run();
			}
			finally {
				release();
				this.worker = null;
				before.restore();
				WorkerPool.this.threadReset.run();
				this.onReturn.accept(this.future.escaped());
			}
		}

		/**
		 * Return the thread that executes the work, or {@code null} if none does.
		 */
		@Nullable Thread worker() {
			return this.worker;
		}

		/**
		 * Interrupt the work, or keep it from being executed.
		 */
		void cancel() {
			this.future.cancel(true);
			if (this.state.compareAndSet(State.RESERVED, State.RELEASED)) {
				WorkerPool.this.places.release();
			}
			else {
				leaveQueue();
			}
		}

		private void leaveQueue() {
			if (WorkerPool.this.executor.getThreadPoolExecutor().remove(this)) {
				release();
			}
		}

		void release() {
			State before = this.state.getAndSet(State.RELEASED);
			if (before == State.RESERVED || before == State.SUBMITTED) {
				WorkerPool.this.places.release();
			}
		}

	}

	private enum State {

		NEW, RESERVED, SUBMITTED, RELEASED

	}

}
