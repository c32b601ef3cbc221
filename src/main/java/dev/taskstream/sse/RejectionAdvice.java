package dev.taskstream.sse;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.TaskQueueFullException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
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
		ProblemDetail problem = Problems.problem(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()), request);
		problem.setProperty("errors", ex.violations());
		return Problems.answer(problem).body();
	}

	/**
	 * No place for another task: 503, and when to try again.
	 * @param ex the rejection
	 * @param request the request
	 * @return the problem
	 */
	@ExceptionHandler
	public ResponseEntity<byte[]> queueFull(TaskQueueFullException ex, HttpServletRequest request) {
		return Problems
			.answer(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(ex.getMessage()), request))
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body();
	}

}
