package dev.taskstream.log;

import java.time.Instant;
import java.util.UUID;

import dev.taskstream.TaskEvent;

/**
 * Makes a task's final event at the moment it is appended.
 */
@FunctionalInterface
public interface Ending {

	/**
	 * Make the event. Called under the log's lock, so it must do no more than that.
	 * @param taskId the task's id
	 * @param timestamp when it happens
	 * @return a final event
	 */
	TaskEvent at(UUID taskId, Instant timestamp);

}
