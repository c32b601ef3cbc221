package dev.taskstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.taskstream.TaskError;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.log.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine that runs tasks on a bounded pool and keeps finished ones in memory until
 * their retention is over. Tasks are started through its {@link #service()}.
 * <p>
 * An engine accepts tasks once it has been created. It is stopped in steps, so that
 * streams can be ended in between: {@link #refuse()}, {@link #awaitEnds},
 * {@link #endAll()}, {@link #awaitWorkers}, {@link #awaitEvents}. {@link #open()} makes
 * it accept tasks again.
 */
public final class TaskEngine implements AutoCloseable {

	/*
	 * endAll() stops the book before it reads the registry: a run that begins later ends
	 * as shutting_down without having started.
	 */

	private static final Logger logger = LoggerFactory.getLogger(TaskEngine.class);

	private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

	private final EngineSettings settings;

	private final WorkerPool pool;

	private final EngineService service;

	private final TaskRegistry registry;

	private final Lingering lingering;

	private final TaskListeners listeners = new TaskListeners();

	private final TaskEvents events;

	private final RunBook book;

	private final ScheduledFuture<?> sweeping;

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
		this.pool = new WorkerPool(executors.workers(), settings.poolSize(), settings.queueCapacity(), environment,
				executors.scheduler());
		this.registry = new TaskRegistry(new Retention(settings.maxFinished(), settings.maxFinishedBytes()));
		KeyedRuns keys = new KeyedRuns();
		this.lingering = new Lingering(executors.scheduler());
		this.book = new RunBook(this.registry, keys, this.lingering, this.listeners, environment.claims());
		RunFactory runs = new RunFactory(settings, time, executors, environment, this.pool, this.book);
		this.events = new TaskEvents(environment, executors);
		this.service = new EngineService(environment, runs, this.registry, keys, this.listeners, this.events);
		this.sweeping = executors.scheduler()
			.scheduleWithFixedDelay(this.registry::sweep, SWEEP_INTERVAL.toMillis(), SWEEP_INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
	}

	/**
	 * Return the service that starts, finds, cancels and removes the tasks of this
	 * engine.
	 * @return always the same service
	 */
	public TaskService service() {
		return this.service;
	}

	/**
	 * Return all tasks that the service can find, the newest first.
	 * @return the logs of the tasks, which have their states and owners
	 */
	public List<TaskLog> findAll() {
		return this.registry.newestFirst((run) -> true).<TaskLog>map(TaskRun::log).toList();
	}

	/**
	 * End a task that other nodes have declared lost while this one was away. Has no
	 * effect on a task that has ended.
	 * @param taskId the task's id
	 * @param error the reason that they have given
	 */
	public void lose(UUID taskId, TaskError error) {
		this.registry.find(taskId).ifPresent((run) -> run.lose(error));
	}

	/**
	 * Return how busy the engine is.
	 * @return a snapshot
	 */
	public EngineState state() {
		int lingers = this.lingering.size();
		return new EngineState(this.service.isAccepting(), this.settings.poolSize(),
				Math.max(this.pool.active() - lingers, 0), this.pool.queued(), lingers);
	}

	/**
	 * Return the tasks that have ended while their code still occupies a worker.
	 * @return snapshots with the stack traces of the workers, in no particular order
	 */
	public List<LingeringTask> lingering() {
		return this.lingering.snapshot();
	}

	/**
	 * Add a listener that is notified of every later acceptance, end and rejection.
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
		this.service.accept(true);
	}

	/**
	 * Reject tasks from now on.
	 */
	public void refuse() {
		this.service.accept(false);
	}

	/**
	 * Wait until no task runs or waits, or until a limit is over.
	 * @param limit how long to wait at most
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public void awaitEnds(Duration limit) throws InterruptedException {
		CompletableFuture<?>[] ends = this.registry.active()
			.stream()
			.map(TaskRun::ended)
			.toArray(CompletableFuture<?>[]::new);
		if (ends.length > 0 && !limit.isZero()) {
			logger.info("Waiting up to {} for {} tasks to finish", Endings.inWords(limit), ends.length);
		}
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
		List<TaskRun> queuedFirst = Stream
			.concat(active.stream().filter((run) -> !run.log().isStarted()), active.stream())
			.toList();
		return (int) queuedFirst.stream().filter(TaskRun::shutDown).count();
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
	 * Wait until the application's listeners have been told of all tasks that have ended,
	 * or until a limit is over.
	 * @param limit how long to wait at most
	 * @return {@code false} if some listener has not returned in time
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public boolean awaitEvents(Duration limit) throws InterruptedException {
		return this.events.awaitPublished(limit);
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
