package dev.taskstream;

/**
 * Exception thrown when it cannot be told now whether there is a task, because it may
 * belong to another node that cannot be asked. The endpoints answer with status 503 and
 * {@code Retry-After}, or with a stream that makes an {@code EventSource} come back.
 */
public class TaskUnavailableException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what cannot be reached
	 */
	public TaskUnavailableException(String message) {
		super(message);
	}

}
