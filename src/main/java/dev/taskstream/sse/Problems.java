package dev.taskstream.sse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.ErrorResponseException;

/**
 * Answers that say what is wrong, as RFC 9457 has them, whatever the client accepts and
 * however the application is set up.
 */
final class Problems {

	private Problems() {
	}

	static ErrorResponseException of(HttpStatus status, String detail, HttpServletRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(status.getReasonPhrase());
		problem.setInstance(instance(request.getRequestURI()));
		return new ErrorResponseException(status, problem, null);
	}

	static ErrorResponseException notAllowed(String allowed, HttpServletRequest request) {
		ErrorResponseException problem = of(HttpStatus.METHOD_NOT_ALLOWED,
				request.getMethod().toUpperCase(Locale.ROOT) + " is not allowed here, only " + allowed, request);
		problem.getHeaders().set(HttpHeaders.ALLOW, allowed);
		return problem;
	}

	/**
	 * A path is always a URI reference, but not always one that this class takes.
	 */
	private static @Nullable URI instance(String path) {
		try {
			return new URI(path);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	static ResponseEntity<byte[]> answer(ErrorResponseException problem) {
		return ResponseEntity.status(problem.getStatusCode())
			.headers(problem.getHeaders())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(TaskJson.bytes(problem.getBody()));
	}

	/**
	 * The same where no controller answers.
	 */
	static void write(ErrorResponseException problem, ServerHttpResponse response) throws IOException {
		response.setStatusCode(problem.getStatusCode());
		response.getHeaders().putAll(problem.getHeaders());
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getBody().write(TaskJson.bytes(problem.getBody()));
	}

}
