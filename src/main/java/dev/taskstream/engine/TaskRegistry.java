package dev.taskstream.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry of runs by their ids.
 */
final class TaskRegistry {

	/*
	 * A run may be removed as soon as its log has ended, which is just before ended() is
	 * called. remove() takes it from `runs` and then from `retention`; ended() adds it to
	 * `retention` and then reads `runs`. So no run stays in `retention` alone.
	 */

	private static final Logger logger = LoggerFactory.getLogger(TaskRegistry.class);

	private final Map<UUID, TaskRun> runs = new ConcurrentHashMap<>();

	private final Retention retention;

	TaskRegistry(Retention retention) {
		this.retention = retention;
	}

	void add(TaskRun run) {
		this.runs.put(run.id(), run);
	}

	/**
	 * Remove a run that was not accepted after all.
	 */
	void discard(TaskRun run) {
		this.runs.remove(run.id());
	}

	Optional<TaskRun> find(UUID id) {
		TaskRun run = this.runs.get(id);
		return (run == null || this.retention.isExpired(run)) ? Optional.empty() : Optional.of(run);
	}

	/**
	 * Return the runs that can be found and satisfy a condition, the newest first.
	 */
	Stream<TaskRun> newestFirst(Predicate<TaskRun> condition) {
		return this.runs.values()
			.stream()
			.filter((run) -> !this.retention.isExpired(run) && condition.test(run))
			.sorted(Comparator.comparingLong((TaskRun run) -> run.terms().number()).reversed());
	}

	List<TaskRun> active() {
		return this.runs.values().stream().filter((run) -> !run.log().isEnded()).toList();
	}

	void ended(TaskRun run) {
		this.retention.add(run).forEach((removed) -> this.runs.remove(removed.id()));
		if (!this.runs.containsKey(run.id())) {
			this.retention.remove(run);
		}
	}

	/**
	 * Remove a finished run.
	 * @return whether this call removed it
	 */
	boolean remove(TaskRun run) {
		if (!run.log().isEnded() || this.runs.remove(run.id()) == null) {
			return false;
		}
		this.retention.remove(run);
		return true;
	}

	/**
	 * Remove the runs that have expired and trim the logs of those that ended a while
	 * ago.
	 */
	void sweep() {
		try {
			this.retention.expire().forEach((run) -> this.runs.remove(run.id()));
			this.retention.trim();
		}
		catch (Throwable ex) {
			// A periodic task that throws is not executed again
			logger.warn("Expired tasks could not be removed this time", ex);
		}
	}

}
