package dev.taskstream.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The active runs that have a key.
 */
final class KeyedRuns {

	/*
	 * Starts with one key are decided under the map's lock for that key, which covers the
	 * admission of the winner: a run that is not accepted never holds its key. A key is
	 * free when its run's log has ended; that its entry is removed afterwards only frees
	 * memory. A run that ends on a worker during its own admission waits with the removal
	 * until the entry is there.
	 */

	private final ConcurrentMap<RunKey, TaskRun> runs = new ConcurrentHashMap<>();

	/**
	 * Admit a run, unless another run with its key is active.
	 * @param admission accepts the run, or throws; must not call foreign code
	 * @return the run, or the active one
	 */
	TaskRun admit(TaskRun run, Runnable admission) {
		RunKey key = run.terms().key();
		if (key == null) {
			admission.run();
			return run;
		}
		return this.runs.compute(key, (same, other) -> {
			if (other != null && !other.log().isEnded()) {
				return other;
			}
			admission.run();
			return run;
		});
	}

	void ended(TaskRun run) {
		RunKey key = run.terms().key();
		if (key != null) {
			this.runs.remove(key, run);
		}
	}

	int size() {
		return this.runs.size();
	}

}
