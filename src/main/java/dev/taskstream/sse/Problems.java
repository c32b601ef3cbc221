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
 * A factory for problem details (RFC 9457) that do not depend on the {@code Accept}
 * header or on the application's settings.
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
	 * Return a path as a URI, or {@code null} if {@link URI} rejects it, which is
	 * stricter than containers are.
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
	 * Write a problem from a filter, where no controller handles the request.
	 */
	static void write(ErrorResponseException problem, ServerHttpResponse response) throws IOException {
		response.setStatusCode(problem.getStatusCode());
		response.getHeaders().putAll(problem.getHeaders());
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getBody().write(TaskJson.bytes(problem.getBody()));
	}

}
