package dev.taskstream.sse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Exception thrown when it cannot be told now whether the caller may see a task, because
 * the access policy fails or the task's node cannot be asked.
 */
final class UndecidedAccessException extends ErrorResponseException {

	private static final String RETRY_AFTER_SECONDS = "5";

	/**
	 * Create an exception that answers 503.
	 * @param problem the answer to any request but one for a stream
	 */
	UndecidedAccessException(ErrorResponseException problem) {
		super(HttpStatus.SERVICE_UNAVAILABLE, problem.getBody(), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
	}

}
