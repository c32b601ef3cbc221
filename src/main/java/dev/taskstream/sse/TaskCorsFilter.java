package dev.taskstream.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of other origins use the endpoints of tasks, never with credentials. A
 * filter, so that it holds for answers that are given before or beside the controller.
 */
public final class TaskCorsFilter extends OncePerRequestFilter {

	private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

	private final CorsConfiguration configuration = new CorsConfiguration();

	private final CorsProcessor processor = new Processor();

	private final boolean forAll;

	/**
	 * For the given origins.
	 * @param allowedOrigins origins such as {@code https://app.example.org}, or {@code *}
	 * for all
	 */
	public TaskCorsFilter(List<String> allowedOrigins) {
		this.forAll = allowedOrigins.contains(CorsConfiguration.ALL);
		this.configuration.setAllowedOrigins(allowedOrigins);
		this.configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
		this.configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		this.configuration.setMaxAge(PREFLIGHT_MAX_AGE);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean preflight = CorsUtils.isPreFlightRequest(request);
		if (this.forAll && !preflight) {
			// What is the same for every origin needs no Vary, which an open stream would
			// keep
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
			chain.doFilter(request, response);
		}
		else if (this.processor.processRequest(this.configuration, request, response) && !preflight) {
			chain.doFilter(request, response);
		}
	}

	private static final class Processor extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) throws IOException {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
					"This origin is not among taskstream.cors.allowed-origins");
			problem.setTitle(HttpStatus.FORBIDDEN.getReasonPhrase());
			response.setStatusCode(HttpStatus.FORBIDDEN);
			response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.getBody().write(TaskJson.bytes(problem));
			response.flush();
		}

	}

}
