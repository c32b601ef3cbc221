package dev.taskstream.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.taskstream.TaskAcceptedEvent;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.log.GuardedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publication of application events about tasks, on threads that listeners may block.
 */
final class TaskEvents {

	/*
	 * An event holds a permit from its submission until its listeners have returned. A
	 * run is in `untold` from its acceptance until the listeners of its end have
	 * returned: its log ends a moment before the end is submitted, so that permits alone
	 * cannot tell whether something is still to come.
	 */

	private static final Logger logger = LoggerFactory.getLogger(TaskEvents.class);

	/** The maximum number of events that wait for slow listeners. */
	static final int LIMIT = 10_000;

	private final Consumer<Object> publisher;

	private final Executor listeners;

	private final Runnable threadReset;

	private final Semaphore permits = new Semaphore(LIMIT);

	private final Map<TaskRun, CompletableFuture<Void>> untold = new ConcurrentHashMap<>();

	private final RepeatedWarning drops;

	TaskEvents(EngineEnvironment environment, EngineExecutors executors) {
		this.publisher = environment.events();
		this.threadReset = environment.threadReset();
		this.listeners = executors.listeners();
		this.drops = new RepeatedWarning(executors.scheduler(), TaskEvents::warnOfDrops);
	}

	private static void warnOfDrops(long count) {
		logger.warn("Events of tasks dropped since the last such line: {}. At most {} wait for slow listeners of "
				+ "TaskAcceptedEvent and TaskEndedEvent", count, LIMIT);
	}

	/**
	 * Publish that a run has been accepted, and later that it has ended.
	 * @param accepted the task as it was accepted
	 */
	void accepted(TaskRun run, TaskInfo accepted) {
		String owner = run.log().owner();
		CompletableFuture<Void> told = publish(new TaskAcceptedEvent(accepted, owner))
			.thenCombine(run.ended(), (acceptance, end) -> new TaskEndedEvent(run.info(), owner))
			.thenCompose(this::publish);
		this.untold.put(run, told);
		told.whenComplete((none, ex) -> this.untold.remove(run));
	}

	/**
	 * Return a future of a run's end, whose dependent actions may block.
	 */
	CompletableFuture<TaskInfo> whenEnded(TaskRun run) {
		return run.ended().thenApplyAsync((none) -> run.info(), (action) -> this.listeners.execute(isolated(action)));
	}

	/**
	 * Publish an event.
	 * @return a future that completes when the listeners have returned, or when the event
	 * was dropped
	 */
	private CompletableFuture<Void> publish(Object event) {
		CompletableFuture<Void> published = new CompletableFuture<>();
		if (this.permits.tryAcquire()) {
			submit(event, published);
		}
		else {
			drop(published);
		}
		return published;
	}

	private void submit(Object event, CompletableFuture<Void> published) {
		try {
			this.listeners.execute(isolated(() -> publish(event, published)));
		}
		catch (RuntimeException | Error ex) {
			drop(published);
			this.permits.release();
		}
	}

	private void publish(Object event, CompletableFuture<Void> published) {
		try {
			this.publisher.accept(event);
		}
		catch (Throwable ex) {
			GuardedLog.warn(logger, ex, "A listener of {} failed", event.getClass().getSimpleName());
		}
		finally {
			this.permits.release();
			published.complete(null);
		}
	}

	private void drop(CompletableFuture<Void> published) {
		this.drops.occurred();
		published.complete(null);
	}

	/**
	 * Keep what a listener leaves on its thread from the next one.
	 */
	private Runnable isolated(Runnable action) {
		return () -> {
			ThreadState before = ThreadState.current();
			try {
				action.run();
			}
			catch (Throwable ex) {
				GuardedLog.warn(logger, ex, "An action after the end of a task failed");
			}
			finally {
				before.restore();
				this.threadReset.run();
			}
		};
	}

	/**
	 * Wait until the listeners have been told of all runs that have ended, or until a
	 * limit is over.
	 * @return {@code false} if some have not returned in time
	 */
	boolean awaitPublished(Duration limit) throws InterruptedException {
		CompletableFuture<?>[] ended = this.untold.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().log().isEnded())
			.map(Map.Entry::getValue)
			.toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.allOf(ended).get(limit.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			logger.debug("Some listeners could not be told", ex);
			return true;
		}
	}

}
