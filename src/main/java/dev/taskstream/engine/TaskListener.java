package dev.taskstream.engine;

import java.time.Duration;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;

/**
 * A listener for the acceptances, ends and rejections of tasks. An exception that it
 * throws is logged and has no effect on the task.
 */
public interface TaskListener {

	/**
	 * Invoked when a task has been accepted, before the start returns. Called on the
	 * thread that starts the task, which may have begun or even ended.
	 * @param task the task's log
	 * @param retention how long the finished task is kept
	 */
	default void accepted(TaskLog task, Duration retention) {
	}

	/**
	 * Invoked when a task has ended, once for every accepted task. Called on the thread
	 * that ended the task, so an implementation must not block.
	 * @param task the task as it ended
	 */
	void ended(TaskInfo task);

	/**
	 * Invoked when a task was rejected because the queue is full or the service is
	 * stopping. Called on the thread that tried to start the task.
	 */
	void rejected();

}
