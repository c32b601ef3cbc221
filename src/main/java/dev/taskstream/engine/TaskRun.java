package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import dev.taskstream.TaskCall;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskException;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStatus;
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
 * thread writes `worker`; `call` is dropped at the end so that a finished run keeps no
 * parameters alive.
 */
final class TaskRun implements TaskLog {

	private static final Logger logger = LoggerFactory.getLogger(TaskRun.class);

	private static final String CONCEALED = "The task failed.";

	private final UUID id;

	private final String name;

	private final @Nullable String owner;

	private final Instant createdAt;

	private final EventLog log;

	private final Fanout fanout;

	private final RunEnvironment environment;

	private final WorkerPool.Ticket ticket;

	private final Duration timeout;

	private volatile @Nullable TaskCall<?, ?> call;

	private volatile @Nullable Thread worker;

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
		this.ticket = environment.pool().ticket(this::execute);
	}

	void submit() {
		this.ticket.submit();
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
		return this.log.isEnded() && this.log.isStarted() && !this.ticket.isReturned();
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
		this.worker = Thread.currentThread();
		try (MDC.MDCCloseable mdc = MDC.putCloseable("taskId", this.id.toString());
				Deadline deadline = this.environment.deadline(this.timeout, this::timeOut)) {
			deliver();
			logger.debug("Task {} started", this.name);
			EventLog.Ending ending = outcome(started);
			this.ticket.release();
			end(ending, Fanout.Cause.RETURN);
		}
		finally {
			this.worker = null;
			this.environment.lingering().remove(this);
		}
	}

	private EventLog.Ending outcome(TaskCall<?, ?> started) {
		Object result;
		try {
			result = started.run(new RunProgress(this));
		}
		catch (TaskException ex) {
			logger.debug("Task {} failed: {}", this.name, ex.code(), ex);
			return failed(TaskStatus.FAILED, ex.code(), String.valueOf(ex.getMessage()));
		}
		catch (Throwable ex) {
			if (!isEnded()) {
				logger.warn("Task {} failed with an unexpected exception", this.name, ex);
			}
			return failed(TaskStatus.FAILED, "task_failed", messageOf(ex));
		}
		try {
			String json = this.environment.write(result);
			return (taskId, timestamp) -> new TaskCompleted(taskId, timestamp, json);
		}
		catch (RuntimeException ex) {
			logger.warn("The result of task {} cannot be written as JSON", this.name, ex);
			return failed(TaskStatus.FAILED, "result_not_serializable", messageOf(ex));
		}
	}

	private String messageOf(Throwable ex) {
		String message = ex.getMessage();
		return concealable((message != null) ? message : ex.getClass().getSimpleName());
	}

	private String concealable(String message) {
		return this.environment.exposeMessages() ? message : CONCEALED;
	}

	private static EventLog.Ending failed(TaskStatus status, String code, String message) {
		return (taskId, timestamp) -> new TaskFailed(taskId, timestamp, status, new TaskError(code, message));
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
		this.fanout.signal(Fanout.Cause.REPORT);
		if (this.log.isEnded() && Thread.currentThread() == this.worker) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ends the run as cancelled, unless it has ended already.
	 */
	boolean cancel(String code, String message) {
		return endFromOutside(failed(TaskStatus.CANCELLED, code, concealable(message)));
	}

	private void timeOut() {
		endFromOutside(failed(TaskStatus.TIMED_OUT, "timed_out",
				concealable("The task took longer than its limit of " + inWords(this.timeout) + ".")));
	}

	private static String inWords(Duration duration) {
		return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

	private boolean endFromOutside(EventLog.Ending ending) {
		if (!end(ending, Fanout.Cause.ENDED_FROM_OUTSIDE)) {
			return false;
		}
		this.ticket.cancel();
		this.environment.lingering().add(this);
		return true;
	}

	private boolean end(EventLog.Ending ending, Fanout.Cause cause) {
		if (!this.log.end(ending)) {
			return false;
		}
		this.call = null;
		this.environment.registry().ended(this);
		this.fanout.signal(cause);
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
		Cursor cursor = new Cursor(this.log, this.fanout, lastEventId, signal);
		this.fanout.add(cursor);
		return cursor;
	}

}
