package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The finished runs, in the order in which they ended, and when they go.
 */
/*
 * Everything is guarded by the instance; no method calls out under it.
 */
final class Retention {

	/** How long a finished run keeps its whole log for clients that come back. */
	private static final Duration FULL_LOG = Duration.ofMinutes(1);

	private final Duration retention;

	private final int maxFinished;

	private final Set<TaskRun> finished = new LinkedHashSet<>();

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
		if (this.finished.size() <= this.maxFinished) {
			return null;
		}
		Iterator<TaskRun> oldestFirst = this.finished.iterator();
		TaskRun oldest = oldestFirst.next();
		oldestFirst.remove();
		return oldest;
	}

	/**
	 * Takes out a run.
	 * @return whether it was in
	 */
	synchronized boolean remove(TaskRun run) {
		return this.finished.remove(run);
	}

	boolean isExpired(TaskRun run, Instant now) {
		return hasBeenFinishedFor(this.retention, run, now);
	}

	private static boolean hasBeenFinishedFor(Duration time, TaskRun run, Instant now) {
		Instant endedAt = run.endedAt();
		return endedAt != null && !now.isBefore(endedAt.plus(time));
	}

	/**
	 * Takes out what has expired.
	 */
	synchronized List<TaskRun> expire(Instant now) {
		List<TaskRun> expired = new ArrayList<>();
		Iterator<TaskRun> oldestFirst = this.finished.iterator();
		while (oldestFirst.hasNext()) {
			TaskRun run = oldestFirst.next();
			if (!isExpired(run, now)) {
				break;
			}
			oldestFirst.remove();
			expired.add(run);
		}
		return expired;
	}

	/**
	 * Takes out what has been finished long enough to be cut down.
	 */
	synchronized List<TaskRun> trimmable(Instant now) {
		List<TaskRun> trimmable = new ArrayList<>();
		TaskRun run = this.untrimmed.peek();
		while (run != null && hasBeenFinishedFor(FULL_LOG, run, now)) {
			trimmable.add(this.untrimmed.remove());
			run = this.untrimmed.peek();
		}
		return trimmable;
	}

}
