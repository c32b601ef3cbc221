package dev.taskstream.engine;

import dev.taskstream.TaskInfo;

/**
 * Is told what becomes of tasks, for those who count them.
 */
public interface TaskListener {

	/**
	 * A task has reached its end. Called once for every task that was accepted, on the
	 * thread that ended it, and so to be quick. What it throws is logged and has no
	 * effect on the task.
	 * @param task the task as it ended
	 */
	void ended(TaskInfo task);

	/**
	 * A task was not accepted, because there was no place for it or because the service
	 * is stopping. Called on the thread that wanted to start it; what it throws is
	 * logged.
	 */
	void rejected();

}
