package dev.taskstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.taskstream.BaseTask;
import dev.taskstream.TaskCall;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.log.TimeSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link TaskService} that runs tasks on a bounded pool and keeps finished ones in
 * memory until their retention is over.
 * <p>
 * An engine accepts tasks once it has been created. It is stopped in steps, so that
 * streams can be ended in between: {@link #refuse()}, {@link #awaitEnds},
 * {@link #endAll()}, {@link #awaitWorkers}. {@link #open()} makes it accept tasks again.
 */
public final class TaskEngine implements TaskService, AutoCloseable {

	/*
	 * A start races with a stop. The start registers its run and then reads `accepting`
	 * again; the stop writes `accepting` in refuse() and then reads the registry in
	 * endAll(). So either endAll() sees the run, or the start sees that the engine is
	 * stopping. endAll() stops the book before it reads the registry: a run that begins
	 * later ends as shutting_down without having started.
	 */

	private static final Logger logger = LoggerFactory.getLogger(TaskEngine.class);

	private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

	private final EngineSettings settings;

	private final EngineEnvironment environment;

	private final ParameterValidator validator;

	private final WorkerPool pool;

	private final RunFactory runs;

	private final TaskRegistry registry;

	private final Lingering lingering;

	private final TaskListeners listeners = new TaskListeners();

	private final RunBook book;

	private final ScheduledFuture<?> sweeping;

	private volatile boolean accepting = true;

	/**
	 * Create an engine that accepts tasks.
	 * @param settings the settings
	 * @param time the source of the events' times and of durations
	 * @param executors the executors, which are not closed here
	 * @param environment the collaborators from the application
	 */
	public TaskEngine(EngineSettings settings, TimeSource time, EngineExecutors executors,
			EngineEnvironment environment) {
		this.settings = settings;
		this.environment = environment;
		this.validator = new ParameterValidator(environment.validator());
		this.pool = new WorkerPool(executors.workers(), settings.poolSize(), settings.queueCapacity(),
				environment.decorator(), environment.threadReset());
		this.registry = new TaskRegistry(
				new Retention(settings.retention(), settings.maxFinished(), settings.maxFinishedBytes()));
		this.lingering = new Lingering(executors.scheduler());
		this.book = new RunBook(this.registry, this.lingering, this.listeners);
		this.runs = new RunFactory(settings, time, executors, environment, this.pool, this.book);
		this.sweeping = executors.scheduler()
			.scheduleWithFixedDelay(this.registry::sweep, SWEEP_INTERVAL.toMillis(), SWEEP_INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
	}

	@Override
	public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params) {
		TaskCall<P, ?> call = new TaskCall<>(task, params);
		this.validator.validate(params);
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
		TaskRun run = this.runs.create(call);
		String streamUrl;
		try {
			streamUrl = this.environment.streamUrls().apply(run.id());
			this.registry.add(run);
			run.submit();
		}
		catch (RuntimeException | Error ex) {
			this.registry.discard(run);
			run.abandon();
			throw ex;
		}
		if (!this.accepting && run.shutDown()) {
			refuseIfStopping();
		}
		return new TaskStartResponse(run.id(), streamUrl);
	}

	@Override
	@SuppressWarnings("NullAway") // Void has no value but null
	public TaskStartResponse start(BaseTask<Void, ?> task) {
		return start(task, null);
	}

	private void refuseIfStopping() {
		if (!this.accepting) {
			throw new TaskQueueFullException("The service is stopping and accepts no new tasks");
		}
	}

	@Override
	public Optional<TaskInfo> find(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::info);
	}

	@Override
	public Optional<TaskLog> log(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::log);
	}

	@Override
	public boolean cancel(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::cancel).orElse(false);
	}

	@Override
	public boolean remove(UUID taskId) {
		return this.registry.find(taskId).map(this.registry::remove).orElse(false);
	}

	/**
	 * Return all tasks that {@link #find} can find, in no particular order.
	 */
	public List<TaskInfo> findAll() {
		return this.registry.all().stream().map(TaskRun::info).toList();
	}

	/**
	 * Return how busy the engine is.
	 * @return a snapshot
	 */
	public EngineState state() {
		int lingers = this.lingering.size();
		return new EngineState(this.accepting, this.settings.poolSize(), Math.max(this.pool.active() - lingers, 0),
				this.pool.queued(), lingers);
	}

	/**
	 * Add a listener that is notified of every later end and rejection.
	 * @param listener the listener
	 */
	public void addListener(TaskListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Accept tasks again after a stop.
	 */
	public void open() {
		this.book.stop(false);
		this.accepting = true;
	}

	/**
	 * Reject tasks from now on.
	 */
	public void refuse() {
		this.accepting = false;
	}

	/**
	 * Wait until no task runs or waits, or until a limit is over.
	 * @param limit how long to wait at most
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public void awaitEnds(Duration limit) throws InterruptedException {
		CompletableFuture<?>[] ends = this.registry.active()
			.stream()
			.map((run) -> EndFuture.of(run.log()))
			.toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.allOf(ends).get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.debug("Some tasks have not ended by themselves", ex);
		}
	}

	/**
	 * End all tasks that run or wait as cancelled, with the code {@code shutting_down}.
	 * @return how many tasks were ended
	 */
	public int endAll() {
		this.book.stop(true);
		List<TaskRun> active = this.registry.active();
		// Queued tasks end first, so that none of them begins on a worker that becomes
		// free
		active.stream().filter((run) -> !run.log().isStarted()).forEach(TaskRun::shutDown);
		active.forEach(TaskRun::shutDown);
		return active.size();
	}

	/**
	 * Wait until the code of all tasks has returned, or until a limit is over.
	 * @param limit how long to wait at most
	 * @return {@code false} if some code has not returned in time
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public boolean awaitWorkers(Duration limit) throws InterruptedException {
		return this.pool.awaitReturns(limit);
	}

	/**
	 * End all tasks immediately. Has no effect on tasks after a stop.
	 */
	@Override
	public void close() {
		refuse();
		endAll();
		this.sweeping.cancel(false);
	}

}
