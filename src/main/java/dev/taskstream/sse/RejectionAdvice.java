package dev.taskstream.sse;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.TaskQueueFullException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Advice that handles the rejections of tasks which controllers do not catch. It precedes
 * an application's catch-all advice; a handler in the controller itself precedes it.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RejectionAdvice {

	private static final String RETRY_AFTER_SECONDS = "2";

	/**
	 * Handle parameters that violate their constraints with status 400 and a list of the
	 * fields.
	 * @param ex the rejection
	 * @param request the request
	 * @return the problem
	 */
	@ExceptionHandler
	public ResponseEntity<byte[]> invalidParameters(InvalidTaskParametersException ex, HttpServletRequest request) {
		ErrorResponseException problem = Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()), request);
		problem.getBody().setProperty("errors", ex.violations());
		return Problems.answer(problem);
	}

	/**
	 * Handle a full queue with status 503 and {@code Retry-After}.
	 * @param ex the rejection
	 * @param request the request
	 * @return the problem
	 */
	@ExceptionHandler
	public ResponseEntity<byte[]> queueFull(TaskQueueFullException ex, HttpServletRequest request) {
		ErrorResponseException problem = Problems.of(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(ex.getMessage()),
				request);
		problem.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return Problems.answer(problem);
	}

}
