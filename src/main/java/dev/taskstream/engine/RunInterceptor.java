package dev.taskstream.engine;

import dev.taskstream.TaskLog;

/**
 * An interceptor of the execution of runs.
 */
@FunctionalInterface
public interface RunInterceptor {

	/**
	 * An interceptor that changes nothing.
	 */
	RunInterceptor NONE = (log, execution) -> execution;

	/**
	 * Wrap the execution of a run. Called when the task is started, on the thread that
	 * starts it.
	 * @param log the log of the run
	 * @param execution the execution, which ends the run and does not throw
	 * @return what the worker executes; it must call {@code execution} once
	 */
	Runnable intercept(TaskLog log, Runnable execution);

}
