package dev.taskstream.log;

import java.time.Instant;
import java.util.UUID;

import dev.taskstream.TaskEvent;

/**
 * A factory for a task's final event, called when the event is appended.
 */
@FunctionalInterface
public interface Ending {

	/**
	 * Create the event. Called under the log's lock: an implementation must neither block
	 * nor call other code.
	 * @param taskId the task's id
	 * @param timestamp the time of the event
	 * @return a final event
	 */
	TaskEvent at(UUID taskId, Instant timestamp);

}
