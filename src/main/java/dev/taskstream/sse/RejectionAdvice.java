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
 * Answers for controllers that start tasks and let the rejections through. Comes before
 * an application's catch-all advice; a handler in the controller itself comes first.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RejectionAdvice {

	private static final String RETRY_AFTER_SECONDS = "2";

	/**
	 * Parameters that violate their constraints: 400, with every field.
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
	 * No place for another task: 503, and when to try again.
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
