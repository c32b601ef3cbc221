package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
	 * An event holds a permit from its submission until its listeners have returned. The
	 * end of a task is submitted after the listeners of its acceptance have returned, and
	 * before the permit of its acceptance is released. So once all tasks have ended, all
	 * permits are free only if all events have been published.
	 */

	private static final Logger logger = LoggerFactory.getLogger(TaskEvents.class);

	/** The maximum number of events that wait for slow listeners. */
	static final int LIMIT = 10_000;

	private final Consumer<Object> publisher;

	private final Executor listeners;

	private final Runnable threadReset;

	private final Semaphore permits = new Semaphore(LIMIT);

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
		publish(new TaskAcceptedEvent(accepted, owner)).runAfterBoth(run.ended(),
				() -> publish(new TaskEndedEvent(run.info(), owner)));
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
			published.complete(null);
			this.permits.release();
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
	 * Wait until the listeners of all events have returned, or until a limit is over.
	 * @return {@code false} if some have not returned in time
	 */
	boolean awaitPublished(Duration limit) throws InterruptedException {
		if (!this.permits.tryAcquire(LIMIT, limit.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		this.permits.release(LIMIT);
		return true;
	}

}
