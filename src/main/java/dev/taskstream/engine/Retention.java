package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The finished runs in the order in which they ended, bounded in number and age.
 */
final class Retention {

	/*
	 * Both queues are guarded by the instance; no method calls foreign code under it.
	 * `untrimmed` is the newer part of `finished`, in the same order.
	 *
	 * The queues are arrays, although remove() has to search them: a hash set would dirty
	 * memory all over the old generation with every task that ends.
	 */

	/** How long a finished run keeps its whole log for clients that reconnect. */
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
	 * Add a run that has just ended.
	 * @return the oldest run, if it was removed to make room
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
	 * Remove and return the runs that have expired.
	 */
	synchronized List<TaskRun> expire() {
		List<TaskRun> expired = finishedFor(this.retention, this.finished);
		expired.forEach((run) -> removeOldest());
		return expired;
	}

	/**
	 * Remove and return the untrimmed runs whose logs may be trimmed.
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
