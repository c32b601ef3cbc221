package dev.taskstream;

/**
 * Exception thrown by {@link ProgressHandle#report(String)} and its overloads once the
 * run has ended. Do not catch it: the result of the task is discarded.
 */
public class TaskCancelledException extends RuntimeException {

	/**
	 * Create an exception.
	 */
	public TaskCancelledException() {
		super("The run has ended");
	}

}
