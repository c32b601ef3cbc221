package dev.taskstream;

/**
 * A task was not accepted: all workers are busy and the queue is full, the service is
 * stopping, or the machine has no thread left. A controller that lets it through answers
 * 503 with {@code Retry-After}.
 */
public class TaskQueueFullException extends RuntimeException {

	/**
	 * A rejection.
	 * @param message why, and which property to look at
	 */
	public TaskQueueFullException(String message) {
		super(message);
	}

}
