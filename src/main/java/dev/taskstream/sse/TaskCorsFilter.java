package dev.taskstream.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of other origins use the endpoints of tasks, never with credentials. A
 * filter, so that it holds for answers that are given before or beside the controller.
 */
public final class TaskCorsFilter extends CorsFilter {

	private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

	/**
	 * For the given origins.
	 * @param allowedOrigins origins such as {@code https://app.example.org}, or {@code *}
	 * for all
	 */
	public TaskCorsFilter(List<String> allowedOrigins) {
		super(source(allowedOrigins));
		setCorsProcessor(new Processor());
	}

	/**
	 * Only a preflight is refused for its method: whoever uses a wrong one is to be told
	 * so by the endpoint.
	 */
	private static CorsConfigurationSource source(List<String> allowedOrigins) {
		CorsConfiguration preflight = configuration(allowedOrigins, List.of("GET", "HEAD", "POST", "DELETE"));
		CorsConfiguration actual = configuration(allowedOrigins, List.of(CorsConfiguration.ALL));
		return (request) -> CorsUtils.isPreFlightRequest(request) ? preflight : actual;
	}

	private static CorsConfiguration configuration(List<String> allowedOrigins, List<String> allowedMethods) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(allowedOrigins);
		configuration.setAllowedMethods(allowedMethods);
		configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		configuration.setMaxAge(PREFLIGHT_MAX_AGE);
		return configuration;
	}

	private static final class Processor extends DefaultCorsProcessor {

		@Override
		public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
				HttpServletResponse response) throws IOException {
			boolean valid = super.processRequest(configuration, request, response);
			boolean forAll = configuration != null && configuration.getAllowedOrigins() != null
					&& configuration.getAllowedOrigins().contains(CorsConfiguration.ALL);
			if (valid && forAll && !CorsUtils.isCorsRequest(request)) {
				response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
			}
			return valid;
		}

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
