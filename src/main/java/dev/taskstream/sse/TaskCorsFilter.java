package dev.taskstream.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * A filter that allows pages of other origins to use the endpoints of tasks and the
 * browser's modules. As a filter it also covers responses that do not come from a
 * controller. It leaves an application's own resources below the same path alone.
 */
public final class TaskCorsFilter extends OncePerRequestFilter {

	private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

	private final CorsConfiguration preflights;

	private final CorsConfiguration requests;

	private final Supplier<TaskHandlerMapping> endpoints;

	private final CorsProcessor processor = new Processor();

	/**
	 * Create a filter for the given origins.
	 * @param allowedOrigins origins such as {@code https://app.example.org}, or {@code *}
	 * for all
	 * @param allowCredentials whether these origins may send credentials; not for all
	 * @param endpoints supplies the mapping of the endpoints
	 */
	public TaskCorsFilter(List<String> allowedOrigins, boolean allowCredentials,
			Supplier<TaskHandlerMapping> endpoints) {
		this.preflights = configuration(allowedOrigins, allowCredentials, List.of("GET", "HEAD", "POST", "DELETE"));
		// A wrong method must get the 405 of the endpoint
		this.requests = configuration(allowedOrigins, allowCredentials, List.of(CorsConfiguration.ALL));
		this.endpoints = endpoints;
	}

	private static CorsConfiguration configuration(List<String> allowedOrigins, boolean allowCredentials,
			List<String> allowedMethods) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(allowedOrigins);
		configuration.setAllowedMethods(allowedMethods);
		configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		configuration.setAllowCredentials(allowCredentials ? true : null);
		configuration.setMaxAge(PREFLIGHT_MAX_AGE);
		return configuration;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!isForTasks(request)) {
			chain.doFilter(request, response);
		}
		else if (CorsUtils.isPreFlightRequest(request)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, Problems.NO_STORE);
			this.processor.processRequest(this.preflights, request, response);
		}
		else if (isAllowed(request, response)) {
			chain.doFilter(request, response);
		}
	}

	private boolean isForTasks(HttpServletRequest request) {
		RequestPath before = (RequestPath) request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
		try {
			RequestPath path = ServletRequestPathUtils.parseAndCache(request);
			return path.pathWithinApplication().value().startsWith("/taskstream/")
					|| this.endpoints.get().handles(request);
		}
		catch (IllegalArgumentException ex) {
			// A path that cannot be decoded is nobody's
			return false;
		}
		finally {
			ServletRequestPathUtils.setParsedRequestPath(before, request);
		}
	}

	/**
	 * Whether the request's origin is allowed. If every origin is, the response needs no
	 * {@code Vary} headers, which would stay in memory as long as a stream is open.
	 */
	private boolean isAllowed(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (CorsConfiguration.ALL.equals(this.requests.checkOrigin(CorsConfiguration.ALL))) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
			return true;
		}
		return this.processor.processRequest(this.requests, request, response);
	}

	private static final class Processor extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
					"This origin is not among taskstream.cors.allowed-origins");
			problem.setTitle(HttpStatus.FORBIDDEN.getReasonPhrase());
			Problems.write(new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null),
					((ServletServerHttpResponse) response).getServletResponse());
		}

	}

}
