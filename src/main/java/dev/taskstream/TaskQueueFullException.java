package dev.taskstream;

/**
 * Exception thrown when a task is rejected because all workers are busy and the queue is
 * full, because the service is stopping, or because no thread could be started. If a
 * controller does not handle it, the response has status 503 and {@code Retry-After}.
 */
public class TaskQueueFullException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message the reason, and the properties that set the limit
	 */
	public TaskQueueFullException(String message) {
		super(message);
	}

}
