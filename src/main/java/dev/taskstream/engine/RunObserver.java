package dev.taskstream.engine;

/**
 * An observer of runs. Each method is called at most once per run.
 */
interface RunObserver {

	/**
	 * Whether a run that is about to begin must end as {@code shutting_down} instead.
	 */
	boolean isStopped();

	/**
	 * Invoked when a run has ended, by the thread that has ended it.
	 */
	void ended(TaskRun run);

	/**
	 * Invoked when a run was ended from outside, while its code may still occupy a
	 * worker.
	 */
	void endedFromOutside(TaskRun run);

	/**
	 * Invoked by the worker when a run's code has returned.
	 */
	void returned(TaskRun run);

}
