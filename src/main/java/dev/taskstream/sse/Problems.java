package dev.taskstream.sse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A factory for problem details (RFC 9457) that do not depend on the {@code Accept}
 * header or on the application's settings.
 */
final class Problems {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	/** The {@code Cache-Control} of every response that is no stream. */
	static final String NO_STORE = "no-store";

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

	/**
	 * Write a problem, unless the response is committed. A client that has disconnected
	 * is no error.
	 */
	static void write(ErrorResponseException problem, HttpServletResponse response) {
		if (response.isCommitted()) {
			return;
		}
		response.setStatus(problem.getStatusCode().value());
		problem.getHeaders().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		try {
			response.getOutputStream().write(TaskJson.bytes(problem.getBody()));
		}
		catch (IOException ex) {
			logger.debug("A client has disconnected before its response", ex);
		}
	}

}
