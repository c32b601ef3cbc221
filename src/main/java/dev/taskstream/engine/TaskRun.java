package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.taskstream.TaskCall;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One run of a task, from its acceptance until it is forgotten.
 */
/*
 * The log decides who ends the run; whoever wins tells the environment, once. The worker
 * thread writes `worker`. What is kept of a finished run is its story: `call` goes at the
 * end, with the parameters, and so does `fanout`, since a reader that comes later finds
 * all it waits for; `ticket` goes when the worker has returned.
 */
final class TaskRun implements TaskLog {

	private static final Logger logger = LoggerFactory.getLogger(TaskRun.class);

	private final UUID id;

	private final String name;

	private final @Nullable String owner;

	private final Instant createdAt;

	private final EventLog log;

	private final RunEnvironment environment;

	private final Duration timeout;

	private volatile @Nullable TaskCall<?, ?> call;

	private volatile WorkerPool.@Nullable Ticket ticket;

	private volatile @Nullable Fanout fanout;

	private volatile @Nullable Thread worker;

	private volatile Deadline queueDeadline = Deadline.NONE;

	TaskRun(UUID id, TaskCall<?, ?> call, @Nullable String owner, RunEnvironment environment) {
		this.id = id;
		this.call = call;
		this.name = call.name();
		this.timeout = environment.timeoutOf(call);
		this.owner = owner;
		this.environment = environment;
		this.log = environment.newLog(id);
		this.createdAt = this.log.now();
		this.fanout = environment.newFanout();
		this.ticket = environment.pool().ticket(this::execute, this::returned);
	}

	void submit() {
		this.queueDeadline = this.environment.queueDeadline(this::leaveQueue);
		try {
			Objects.requireNonNull(this.ticket, "returned already").submit();
		}
		catch (TaskQueueFullException ex) {
			this.queueDeadline.close();
			throw ex;
		}
	}

	UUID id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	@Nullable Instant endedAt() {
		return this.log.endedAt();
	}

	boolean isEnded() {
		return this.log.isEnded();
	}

	/**
	 * Whether the run has ended for its watchers while its code still occupies a worker.
	 */
	boolean isLingering() {
		return this.log.isEnded() && this.log.isStarted() && this.ticket != null;
	}

	boolean awaitEnd(Duration limit) throws InterruptedException {
		return this.log.awaitEnd(limit);
	}

	void trim() {
		this.log.trim();
	}

	private void execute() {
		TaskCall<?, ?> started = this.call;
		if (started == null || !this.log.start(this.name)) {
			return;
		}
		this.queueDeadline.close();
		this.worker = Thread.currentThread();
		try (MDC.MDCCloseable mdc = MDC.putCloseable("taskId", this.id.toString());
				Deadline deadline = this.environment.deadline(this.timeout, this::timeOut);
				StallWatch watch = this.environment.stallWatch(this.log, this::endIfQuietSince)) {
			deliver();
			logger.debug("Task {} started", this.name);
			EventLog.Ending ending = this.environment.endings().of(started, new RunProgress(this));
			withTicket(WorkerPool.Ticket::release);
			end(this.log::end, ending, Fanout.Cause.RETURN);
		}
		finally {
			this.worker = null;
		}
	}

	private void withTicket(Consumer<WorkerPool.Ticket> action) {
		WorkerPool.Ticket current = this.ticket;
		if (current != null) {
			action.accept(current);
		}
	}

	/**
	 * The worker is free again. Whatever failed around the task's code, a decorator for
	 * example, the story gets its end.
	 */
	private void returned(@Nullable Throwable escaped) {
		this.ticket = null;
		this.environment.lingering().remove(this);
		if (!isEnded()) {
			if (!this.log.isStarted()) {
				this.log.start(this.name);
			}
			end(this.log::end, this.environment.endings().failedAround(), Fanout.Cause.RETURN);
		}
		if (escaped != null) {
			logger.warn("Task {} ({}) failed outside its own code; check the TaskDecorator beans", this.name, this.id,
					escaped);
		}
	}

	boolean progress(@Nullable String text, @Nullable Double value) {
		if (!this.log.progress(text, value)) {
			return false;
		}
		deliver();
		return true;
	}

	/**
	 * Lets the readers look. The interrupt of a run that ends meanwhile may be swallowed
	 * by their deliveries; the task's code is to get it.
	 */
	private void deliver() {
		signal(Fanout.Cause.REPORT);
		if (this.log.isEnded() && Thread.currentThread() == this.worker) {
			Thread.currentThread().interrupt();
		}
	}

	private void signal(Fanout.Cause cause) {
		Fanout current = this.fanout;
		if (current != null) {
			current.signal(cause);
		}
	}

	/**
	 * Ends the run as cancelled, unless it has ended already.
	 */
	boolean cancel(String code, String message) {
		return endFromOutside(this.log::end, this.environment.endings().cancelled(code, message));
	}

	private void leaveQueue() {
		endFromOutside(this.log::endIfPending,
				this.environment.endings().leftQueue(this.environment.settings().queueTimeout()));
	}

	private void timeOut() {
		endFromOutside(this.log::end, this.environment.endings().timedOut(this.timeout));
	}

	private boolean endIfQuietSince(Instant time) {
		return endFromOutside((ending) -> this.log.endIfQuietSince(time, ending),
				this.environment.endings().stalled(this.environment.settings().stallTimeout()));
	}

	private boolean endFromOutside(Predicate<EventLog.Ending> append, EventLog.Ending ending) {
		if (!end(append, ending, Fanout.Cause.ENDED_FROM_OUTSIDE)) {
			return false;
		}
		withTicket(WorkerPool.Ticket::cancel);
		this.environment.lingering().add(this);
		return true;
	}

	private boolean end(Predicate<EventLog.Ending> append, EventLog.Ending ending, Fanout.Cause cause) {
		if (!append.test(ending)) {
			return false;
		}
		this.queueDeadline.close();
		this.call = null;
		this.environment.registry().ended(this);
		signal(cause);
		this.fanout = null;
		this.environment.listeners().ended(this::info);
		logger.debug("Task {} ({}) ended", this.name, this.id);
		return true;
	}

	@Override
	public TaskInfo info() {
		return this.log.info(this.name, this.createdAt);
	}

	@Override
	public @Nullable String owner() {
		return this.owner;
	}

	@Override
	public long lastEventId() {
		return this.log.lastEventId();
	}

	@Override
	public long eventIdAt(long sequence) {
		return this.log.eventIdAt(sequence);
	}

	@Override
	public long lastSequence() {
		return this.log.lastSequence();
	}

	@Override
	public TaskSubscription subscribe(long lastEventId, Runnable signal) {
		Fanout current = this.fanout;
		Cursor cursor = new Cursor(this.log, current, lastEventId, signal);
		if (current != null) {
			current.add(cursor);
		}
		return cursor;
	}

}
