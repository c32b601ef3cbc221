package dev.taskstream.sse;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Answers that say what is wrong, as RFC 9457 has them, whatever the client accepts and
 * however the application is set up.
 */
final class Problems {

	private Problems() {
	}

	static ProblemDetail problem(HttpStatus status, String detail, HttpServletRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(status.getReasonPhrase());
		problem.setInstance(instance(request.getRequestURI()));
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

	static ResponseEntity<byte[]> answer(HttpStatus status, String detail, HttpServletRequest request) {
		return answer(problem(status, detail, request)).body();
	}

	static ResponseEntity<byte[]> notAllowed(String allowed, HttpServletRequest request) {
		String detail = request.getMethod() + " is not allowed here, only " + allowed;
		return answer(problem(HttpStatus.METHOD_NOT_ALLOWED, detail, request)).header(HttpHeaders.ALLOW, allowed)
			.body();
	}

	static Answer answer(ProblemDetail problem) {
		return new Answer(ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON),
				problem);
	}

	/**
	 * A problem that may get headers of its own.
	 */
	record Answer(ResponseEntity.BodyBuilder builder, ProblemDetail problem) {

		Answer header(String name, String value) {
			this.builder.header(name, value);
			return this;
		}

		ResponseEntity<byte[]> body() {
			return this.builder.body(TaskJson.bytes(this.problem));
		}

	}

}
