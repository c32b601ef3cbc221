package dev.taskstream.sse;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers a method that an endpoint of a task does not have. Mappings for all methods
 * would do, too, but Spring would have to compare every request of the application with
 * them.
 */
public final class MethodNotAllowedResolver implements HandlerExceptionResolver, Ordered {

	private static final List<PathPattern> ENDPOINTS = Stream
		.of("/api/tasks/{taskId}", "/api/tasks/{taskId}/stream", "/api/tasks/{taskId}/cancel")
		.map(PathPatternParser.defaultInstance::parse)
		.toList();

	/**
	 * Comes before an application's own resolvers, which know nothing of these paths.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (!(ex instanceof HttpRequestMethodNotSupportedException mismatch) || handler != null
				|| !isForTask(request)) {
			return null;
		}
		try {
			Problems.write(Problems.notAllowed(allowed(mismatch), request), new ServletServerHttpResponse(response));
		}
		catch (IOException gone) {
			// The client has left, so there is nobody to answer
		}
		return new ModelAndView();
	}

	private static boolean isForTask(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		return ENDPOINTS.stream().anyMatch((endpoint) -> endpoint.matches(path));
	}

	private static String allowed(HttpRequestMethodNotSupportedException mismatch) {
		Set<RequestMethod> methods = EnumSet.of(RequestMethod.OPTIONS);
		Stream.ofNullable(mismatch.getSupportedMethods())
			.flatMap(Arrays::stream)
			.map(RequestMethod::valueOf)
			.forEach(methods::add);
		if (methods.contains(RequestMethod.GET)) {
			methods.add(RequestMethod.HEAD);
		}
		return methods.stream().map(RequestMethod::name).collect(Collectors.joining(", "));
	}

}
