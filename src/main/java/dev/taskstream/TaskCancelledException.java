package dev.taskstream;

/**
 * Thrown by {@link ProgressHandle#report(String)} and its siblings once the run has
 * ended. Let it pass: nobody is waiting for the task's result any more.
 */
public class TaskCancelledException extends RuntimeException {

	/**
	 * The run has ended.
	 */
	public TaskCancelledException() {
		super("The run has ended");
	}

}
