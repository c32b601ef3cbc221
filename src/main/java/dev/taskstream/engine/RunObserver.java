package dev.taskstream.engine;

/**
 * Is told what becomes of a run, once for each step.
 */
interface RunObserver {

	/**
	 * Whether a run that is about to begin should end as {@code shutting_down} instead.
	 */
	boolean isStopped();

	/**
	 * The run has reached its end. Called by the thread that has ended it.
	 */
	void ended(TaskRun run);

	/**
	 * The run was ended from outside, and its code may still occupy a worker.
	 */
	void endedFromOutside(TaskRun run);

	/**
	 * The run's code has returned. Called by the worker.
	 */
	void returned(TaskRun run);

}
