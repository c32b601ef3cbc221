package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.taskstream.BaseTask;
import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.InvalidTaskParametersException.Violation;
import dev.taskstream.TaskCall;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The task service: accepts tasks, runs them on a bounded pool and keeps the finished
 * ones for a while, all in memory.
 * <p>
 * It is open from its construction. To stop it is a sequence, so that whoever serves its
 * logs can do their part in between: {@link #refuse()}, {@link #awaitEnds},
 * {@link #endAll()}, {@link #awaitWorkers}. {@link #open()} makes it accept tasks again.
 */
/*
 * A start races with a stop: the run is registered first and `accepting` read again
 * after, while endAll comes after refuse. So either endAll sees the run, or the start
 * sees that it came too late.
 */
public final class TaskEngine implements TaskService, AutoCloseable {

	private static final String SHUTTING_DOWN = "The service is shutting down.";

	private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

	private final @Nullable Validator validator;

	private final Supplier<@Nullable String> currentOwner;

	private final Function<UUID, String> streamUrls;

	private final WorkerPool pool;

	private final TaskRegistry registry;

	private final RunEnvironment environment;

	private final Lingering lingering;

	private final TaskListeners listeners = new TaskListeners();

	private final ScheduledFuture<?> sweeping;

	private volatile boolean accepting = true;

	/**
	 * An open engine.
	 * @param settings its limits
	 * @param clock the time of events and of retention
	 * @param workers execute the tasks: as many threads as the settings say, and a queue
	 * for {@link EngineSettings#places()}; not closed here
	 * @param scheduler for deadlines and retention; never blocked; not closed here
	 * @param delivery where subscriptions are signalled when the reporting thread should
	 * not do it; not closed here
	 * @param decorator decorates the execution of every task
	 * @param mapper how the application writes its own objects
	 * @param validator validates parameters, or {@code null} for no validation
	 * @param currentOwner the name of the principal that the calling thread acts for, if
	 * any
	 * @param streamUrls where the task with a given id is watched
	 */
	public TaskEngine(EngineSettings settings, Clock clock, ThreadPoolTaskExecutor workers,
			ScheduledExecutorService scheduler, Executor delivery, TaskDecorator decorator, JsonMapper mapper,
			@Nullable Validator validator, Supplier<@Nullable String> currentOwner, Function<UUID, String> streamUrls) {
		this.validator = validator;
		this.currentOwner = currentOwner;
		this.streamUrls = streamUrls;
		this.pool = new WorkerPool(workers, settings.poolSize(), settings.queueCapacity(), decorator);
		this.registry = new TaskRegistry(new Retention(settings.retention(), settings.maxFinished()), clock);
		this.lingering = new Lingering(scheduler);
		this.environment = new RunEnvironment(settings, clock, EventSequence.fromOne(), this.pool,
				new Delivery(delivery, scheduler, settings.flushWindow()), scheduler, this.registry, this.lingering,
				new Endings(new ResultWriter(mapper), settings.exposeMessages()), this.listeners);
		this.sweeping = scheduler.scheduleWithFixedDelay(this.registry::sweep, SWEEP_INTERVAL.toMillis(),
				SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params) {
		TaskCall<P, ?> call = new TaskCall<>(task, params);
		validate(params);
		try {
			return start(call);
		}
		catch (TaskQueueFullException ex) {
			this.listeners.rejected();
			throw ex;
		}
	}

	private TaskStartResponse start(TaskCall<?, ?> call) {
		refuseIfStopping();
		TaskRun run = new TaskRun(UUID.randomUUID(), call, this.currentOwner.get(), this.environment);
		this.registry.add(run);
		try {
			run.submit();
		}
		catch (TaskQueueFullException ex) {
			this.registry.discard(run);
			throw ex;
		}
		if (!this.accepting && run.cancel("shutting_down", SHUTTING_DOWN)) {
			refuseIfStopping();
		}
		return new TaskStartResponse(run.id(), this.streamUrls.apply(run.id()));
	}

	@Override
	@SuppressWarnings("NullAway") // Void has no value but null
	public TaskStartResponse start(BaseTask<Void, ?> task) {
		return start(task, null);
	}

	private void validate(@Nullable Object params) {
		if (this.validator == null || params == null) {
			return;
		}
		Set<ConstraintViolation<Object>> violations = this.validator.validate(params);
		if (!violations.isEmpty()) {
			throw new InvalidTaskParametersException(violations.stream()
				.map((violation) -> new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
				.sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
				.toList());
		}
	}

	private void refuseIfStopping() {
		if (!this.accepting) {
			throw new TaskQueueFullException("The service is stopping and takes no new tasks");
		}
	}

	@Override
	public Optional<TaskInfo> find(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::info);
	}

	@Override
	public Optional<TaskLog> log(UUID taskId) {
		return this.registry.find(taskId).map(Function.identity());
	}

	@Override
	public boolean cancel(UUID taskId) {
		return this.registry.find(taskId)
			.map((run) -> run.cancel("cancelled", "The task was cancelled."))
			.orElse(false);
	}

	@Override
	public boolean remove(UUID taskId) {
		return this.registry.find(taskId).map(this.registry::remove).orElse(false);
	}

	/**
	 * All tasks that {@link #find} would find, in no order.
	 * @return snapshots
	 */
	public List<TaskInfo> findAll() {
		return this.registry.all().stream().map(TaskRun::info).toList();
	}

	/**
	 * How busy the engine is now.
	 * @return a snapshot
	 */
	public EngineState state() {
		int lingers = this.lingering.size();
		return new EngineState(this.accepting, this.environment.settings().poolSize(),
				Math.max(this.pool.active() - lingers, 0), this.pool.queued(), lingers);
	}

	/**
	 * Tells a listener of every end and every rejection from now on.
	 * @param listener the listener
	 */
	public void addListener(TaskListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Accepts tasks, again after a stop.
	 */
	public void open() {
		this.accepting = true;
	}

	/**
	 * Accepts no task from now on.
	 */
	public void refuse() {
		this.accepting = false;
	}

	/**
	 * Waits until no task runs or waits, but not longer than a limit.
	 * @param limit how long
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public void awaitEnds(Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		for (TaskRun run : this.registry.active()) {
			run.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
		}
	}

	/**
	 * Ends whatever still runs or waits as cancelled, with the code
	 * {@code shutting_down}.
	 * @return how many tasks were ended
	 */
	public int endAll() {
		List<TaskRun> active = this.registry.active();
		active.forEach((run) -> run.cancel("shutting_down", SHUTTING_DOWN));
		return active.size();
	}

	/**
	 * Waits for workers whose tasks have ended.
	 * @param limit how long
	 * @return {@code false} if some code has not returned in time
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public boolean awaitWorkers(Duration limit) throws InterruptedException {
		return this.pool.awaitReturns(limit);
	}

	/**
	 * Closes without grace; after a stop there is nothing left to do.
	 */
	@Override
	public void close() {
		refuse();
		endAll();
		this.sweeping.cancel(false);
	}

}
