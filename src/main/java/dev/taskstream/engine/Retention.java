package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The finished runs, in the order in which they ended, and when they go.
 */
/*
 * Everything is guarded by the instance; no method calls out under it. `untrimmed` is the
 * newer part of `finished`, in the same order.
 *
 * Queues in arrays, though a removal by hand has to search them: hash sets would write
 * all over memory that a collector has put among the old for every task that ends.
 */
final class Retention {

	/** How long a finished run keeps its whole log for clients that come back. */
	private static final Duration FULL_LOG = Duration.ofMinutes(1);

	private final Duration retention;

	private final int maxFinished;

	private final Queue<TaskRun> finished = new ArrayDeque<>();

	private final Queue<TaskRun> untrimmed = new ArrayDeque<>();

	Retention(Duration retention, int maxFinished) {
		this.retention = retention;
		this.maxFinished = maxFinished;
	}

	/**
	 * Adds a run that has just ended.
	 * @return the oldest run, if it has to go for this one
	 */
	synchronized @Nullable TaskRun add(TaskRun run) {
		this.finished.add(run);
		this.untrimmed.add(run);
		return (this.finished.size() > this.maxFinished) ? removeOldest() : null;
	}

	private TaskRun removeOldest() {
		TaskRun oldest = this.finished.remove();
		if (oldest == this.untrimmed.peek()) {
			this.untrimmed.remove();
		}
		return oldest;
	}

	synchronized void remove(TaskRun run) {
		this.untrimmed.remove(run);
		this.finished.remove(run);
	}

	boolean isExpired(TaskRun run) {
		return run.log().hasEndedFor(this.retention);
	}

	/**
	 * Takes out what has expired.
	 */
	synchronized List<TaskRun> expire() {
		List<TaskRun> expired = finishedFor(this.retention, this.finished);
		expired.forEach((run) -> removeOldest());
		return expired;
	}

	/**
	 * Takes out what has been finished long enough to be cut down.
	 */
	synchronized List<TaskRun> trimmable() {
		List<TaskRun> trimmable = finishedFor(FULL_LOG, this.untrimmed);
		trimmable.forEach((run) -> this.untrimmed.remove());
		return trimmable;
	}

	private static List<TaskRun> finishedFor(Duration time, Queue<TaskRun> oldestFirst) {
		return oldestFirst.stream().takeWhile((run) -> run.log().hasEndedFor(time)).toList();
	}

}
