package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.taskstream.TaskCall;
import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.log.Ending;
import dev.taskstream.log.EventLog;
import dev.taskstream.log.GuardedLog;
import dev.taskstream.log.StackReserve;
import dev.taskstream.log.TaskIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One run of a task, from its acceptance until it expires.
 */
final class TaskRun {

	/*
	 * The log decides which thread ends the run, and that thread notifies the observer
	 * once. A finished run keeps only its log: `call`, which holds the parameters, is
	 * cleared at the end, and `ticket` when the worker has returned.
	 */

	private static final Logger logger = LoggerFactory.getLogger(TaskRun.class);

	private final TaskIdentity identity;

	private final RunTerms terms;

	private final EventLog log;

	private final RunContext context;

	private final Duration timeout;

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	private volatile @Nullable TaskCall<?, ?> call;

	private volatile WorkerPool.@Nullable Ticket ticket;

	private volatile Deadline queueDeadline = Deadline.NONE;

	TaskRun(TaskIdentity identity, TaskCall<?, ?> call, RunTerms terms, EventLog log, RunContext context) {
		this.identity = identity;
		this.call = call;
		this.terms = terms;
		this.log = log;
		this.context = context;
		this.timeout = context.limits().timeoutOf(call);
		this.ticket = context.pool().ticket(context.interceptor().intercept(log, this::execute), this::returned);
	}

	/**
	 * Reserve a place in the pool.
	 * @throws dev.taskstream.TaskQueueFullException if there is none
	 */
	void reserve() {
		withTicket(WorkerPool.Ticket::reserve);
	}

	/**
	 * Wait for a worker, or for the transaction first.
	 * @param afterTransaction whether {@link #completeTransaction} will be called
	 */
	void enqueue(boolean afterTransaction) {
		Duration limit = this.context.limits().queueTimeout();
		this.queueDeadline = this.context.limits()
			.deadline(limit, () -> endFromOutside(this.log::endIfPending, this.context.endings().leftQueue(limit)));
		if (!afterTransaction) {
			withTicket(WorkerPool.Ticket::submit);
		}
	}

	/**
	 * Continue a run that has waited for a transaction. Has no effect on one that was not
	 * accepted, or has ended.
	 */
	void completeTransaction(boolean committed) {
		WorkerPool.Ticket current = this.ticket;
		if (current == null || !current.isReserved()) {
			return;
		}
		if (!committed) {
			endFromOutside(Endings::rolledBack);
			return;
		}
		try {
			current.submit();
		}
		catch (RuntimeException | Error ex) {
			// Whatever Spring does with it, nobody would end the run
			end(this.log::end, new Outcome(this.context.endings().failedAround(), ex));
			current.release();
		}
	}

	/**
	 * Release the resources of a run that was not accepted.
	 */
	void abandon() {
		this.queueDeadline.close();
		withTicket(WorkerPool.Ticket::release);
	}

	UUID id() {
		return this.identity.taskId();
	}

	String name() {
		return this.identity.name();
	}

	RunTerms terms() {
		return this.terms;
	}

	EventLog log() {
		return this.log;
	}

	TaskInfo info() {
		return this.log.info();
	}

	/**
	 * Return a future that completes when the run has ended. Dependent actions must not
	 * block: they may be executed by the worker or the scheduler.
	 */
	CompletableFuture<@Nullable Void> ended() {
		return this.ended;
	}

	/**
	 * Whether the run has ended while its code still occupies a worker.
	 */
	boolean isLingering() {
		return this.log.isEnded() && this.log.isStarted() && this.ticket != null;
	}

	/**
	 * Return the thread that executes the run, or {@code null} if none does.
	 */
	@Nullable Thread worker() {
		WorkerPool.Ticket current = this.ticket;
		return (current != null) ? current.worker() : null;
	}

	private void execute() {
		TaskCall<?, ?> accepted = this.call;
		if (this.context.observer().isStopped()) {
			shutDown();
		}
		if (accepted == null || !this.log.start()) {
			return;
		}
		this.queueDeadline.close();
		try (MDC.MDCCloseable mdc = MDC.putCloseable("taskId", id().toString());
				Deadline deadline = this.context.limits()
					.deadline(this.timeout, () -> endFromOutside((endings) -> endings.timedOut(this.timeout)));
				StallWatch watch = this.context.limits().stallWatch(this.log, this::endIfStalled)) {
			logger.debug("Task {} started", name());
			Outcome outcome = this.context.endings().of(name(), () -> accepted.run(new RunProgress(this)));
			withTicket(WorkerPool.Ticket::release);
			end(this.log::end, outcome);
		}
	}

	private void withTicket(Consumer<WorkerPool.Ticket> action) {
		WorkerPool.Ticket current = this.ticket;
		if (current != null) {
			action.accept(current);
		}
	}

	/**
	 * Invoked when the worker is free again. Ends a run that a decorator has failed.
	 */
	private void returned(@Nullable Throwable escaped) {
		this.ticket = null;
		this.context.observer().returned(this);
		if (!this.log.isEnded()) {
			this.log.start();
			end(this.log::end, new Outcome(this.context.endings().failedAround()));
		}
		if (escaped != null) {
			GuardedLog.warn(logger, escaped, "Task {} ({}) failed outside its own code; check the TaskDecorator beans",
					name(), id());
		}
	}

	/** End the run, as the next two do, unless it has ended already. */
	boolean cancel() {
		return endFromOutside(Endings::cancelled);
	}

	boolean shutDown() {
		return endFromOutside(Endings::shutDown);
	}

	void lose(TaskError error) {
		endFromOutside((endings) -> endings.lost(error));
	}

	private boolean endIfStalled() {
		Duration limit = this.context.limits().stallTimeout();
		return endFromOutside((ending) -> this.log.endIfQuietFor(limit, ending), this.context.endings().stalled(limit));
	}

	private boolean endFromOutside(Function<Endings, Ending> ending) {
		return endFromOutside(this.log::end, ending.apply(this.context.endings()));
	}

	private boolean endFromOutside(Predicate<Ending> append, Ending ending) {
		StackReserve.requireAmple();
		if (!end(append, new Outcome(ending))) {
			return false;
		}
		withTicket(WorkerPool.Ticket::cancel);
		this.context.observer().endedFromOutside(this);
		return true;
	}

	private boolean end(Predicate<Ending> append, Outcome outcome) {
		if (!append.test(outcome.ending())) {
			return false;
		}
		this.queueDeadline.close();
		this.call = null;
		try {
			this.context.observer().ended(this);
			EndReport.log(this, outcome.cause());
		}
		finally {
			this.ended.complete(null);
		}
		return true;
	}

}
