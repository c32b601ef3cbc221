package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The finished runs in the order in which they ended, bounded in number, size and age.
 */
final class Retention {

	/*
	 * Queues and bytes are guarded by the instance; no method calls foreign code under
	 * it. `untrimmed` is the newer part of `finished`, in the same order.
	 *
	 * The queues are arrays, although remove() has to search them: a hash set would dirty
	 * memory all over the old generation with every task that ends.
	 */

	/** How long a finished run keeps its whole log for clients that reconnect. */
	private static final Duration FULL_LOG = Duration.ofMinutes(1);

	private final int maxFinished;

	private final long maxBytes;

	private final Queue<Finished> finished = new ArrayDeque<>();

	private final Queue<Finished> untrimmed = new ArrayDeque<>();

	private long bytes;

	Retention(int maxFinished, long maxBytes) {
		this.maxFinished = maxFinished;
		this.maxBytes = maxBytes;
	}

	/**
	 * Add a run that has just ended.
	 * @return the oldest runs, which were removed to make room
	 */
	List<TaskRun> add(TaskRun run) {
		return add(new Finished(run, run.log().weight()));
	}

	private synchronized List<TaskRun> add(Finished added) {
		this.finished.add(added);
		this.untrimmed.add(added);
		this.bytes += added.bytes;
		List<TaskRun> removed = new ArrayList<>();
		while (this.finished.size() > this.maxFinished || (this.bytes > this.maxBytes && !this.finished.isEmpty())) {
			removed.add(removeOldest());
		}
		return removed;
	}

	private TaskRun removeOldest() {
		Finished oldest = this.finished.remove();
		if (oldest == this.untrimmed.peek()) {
			this.untrimmed.remove();
		}
		this.bytes -= oldest.bytes;
		return oldest.run;
	}

	synchronized void remove(TaskRun run) {
		this.untrimmed.removeIf((entry) -> entry.run == run);
		this.finished.removeIf((entry) -> {
			boolean found = entry.run == run;
			this.bytes -= found ? entry.bytes : 0;
			return found;
		});
	}

	boolean isExpired(TaskRun run) {
		return run.log().hasEndedFor(run.terms().retention());
	}

	/**
	 * Remove and return the runs that have expired.
	 */
	synchronized List<TaskRun> expire() {
		// Each run has a retention of its own, so the order of the ends does not help
		Set<Finished> expired = this.finished.stream()
			.filter((entry) -> isExpired(entry.run))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (!expired.isEmpty()) {
			this.finished.removeAll(expired);
			this.untrimmed.removeAll(expired);
			expired.forEach((entry) -> this.bytes -= entry.bytes);
		}
		return expired.stream().map((entry) -> entry.run).toList();
	}

	/**
	 * Cut down the logs of the runs that have been finished long enough.
	 */
	void trim() {
		for (Finished entry : trimmable()) {
			entry.run.log().trim();
			trimmed(entry, entry.run.log().weight());
		}
	}

	private synchronized List<Finished> trimmable() {
		List<Finished> trimmable = this.untrimmed.stream()
			.takeWhile((entry) -> entry.run.log().hasEndedFor(FULL_LOG))
			.toList();
		trimmable.forEach((entry) -> this.untrimmed.remove());
		return trimmable;
	}

	private synchronized void trimmed(Finished entry, long newBytes) {
		// One that was removed meanwhile is not counted any more
		if (this.finished.contains(entry)) {
			this.bytes += newBytes - entry.bytes;
			entry.bytes = newBytes;
		}
	}

	/**
	 * A finished run and what it keeps.
	 */
	private static final class Finished {

		private final TaskRun run;

		private long bytes;

		Finished(TaskRun run, long bytes) {
			this.run = run;
			this.bytes = bytes;
		}

	}

}
