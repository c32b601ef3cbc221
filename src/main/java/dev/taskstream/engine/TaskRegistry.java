package dev.taskstream.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every run that can be asked for by its id.
 */
/*
 * A run can be seen to have ended, and be removed, just before ended() is called for it.
 * Each of the two changes `runs` or `retention` and then looks at what the other did, so
 * that no run stays in one of them alone.
 */
final class TaskRegistry {

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
	 * Takes back a run that was never accepted.
	 */
	void discard(TaskRun run) {
		this.runs.remove(run.id());
	}

	Optional<TaskRun> find(UUID id) {
		TaskRun run = this.runs.get(id);
		return (run == null || this.retention.isExpired(run)) ? Optional.empty() : Optional.of(run);
	}

	/**
	 * All runs that can be found now.
	 */
	List<TaskRun> all() {
		return this.runs.values().stream().filter((run) -> !this.retention.isExpired(run)).toList();
	}

	List<TaskRun> active() {
		return this.runs.values().stream().filter((run) -> !run.log().isEnded()).toList();
	}

	void ended(TaskRun run) {
		TaskRun oldest = this.retention.add(run);
		if (oldest != null) {
			this.runs.remove(oldest.id());
		}
		if (!this.runs.containsKey(run.id())) {
			this.retention.remove(run);
		}
	}

	/**
	 * Forgets a finished run.
	 * @return whether this call did it
	 */
	boolean remove(TaskRun run) {
		if (!run.log().isEnded() || this.runs.remove(run.id()) == null) {
			return false;
		}
		this.retention.remove(run);
		return true;
	}

	/**
	 * Forget what has expired and cut down what has been finished for a while.
	 */
	void sweep() {
		try {
			this.retention.expire().forEach((run) -> this.runs.remove(run.id()));
			this.retention.trimmable().forEach((run) -> run.log().trim());
		}
		catch (Throwable ex) {
			// Without this the scheduler would never call again
			logger.warn("Finished tasks could not be looked after this time", ex);
		}
	}

}
