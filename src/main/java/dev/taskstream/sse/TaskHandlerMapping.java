package dev.taskstream.sse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.util.CollectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A {@link RequestMappingHandlerMapping} for the controllers of tasks. The path prefixes,
 * API versions and naming of the application's own mapping do not apply to it; the
 * interceptors do.
 * <p>
 * It precedes the application's mappings, but leaves them their own resources below the
 * same path: a request that is for none of the endpoints, because of its method or
 * because it names no id, is handled here only if the application does not map its path.
 */
public final class TaskHandlerMapping extends RequestMappingHandlerMapping implements SmartInitializingSingleton {

	private static final int BEFORE_ROUTER_FUNCTIONS = -2;

	private static final String ANY_ID = "00000000-0000-4000-8000-000000000000";

	private final List<?> controllers;

	private final ObjectProvider<HandlerMapping> neighbours;

	private List<RequestMappingInfo> endpoints = List.of();

	/**
	 * Create a mapping.
	 * @param controllers the controllers, which need not be beans
	 * @param interceptors the interceptors of the application
	 * @param neighbours the handler mappings of the application, without this one
	 */
	public TaskHandlerMapping(List<?> controllers, HandlerInterceptor @Nullable [] interceptors,
			ObjectProvider<HandlerMapping> neighbours) {
		this.controllers = controllers;
		this.neighbours = neighbours;
		setOrder(BEFORE_ROUTER_FUNCTIONS);
		if (interceptors != null) {
			setInterceptors((Object[]) interceptors);
		}
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> mappedInterceptors) {
		// The application's mapping has detected them
	}

	@Override
	protected void initHandlerMethods() {
		this.controllers.forEach(this::detectHandlerMethods);
		Map<RequestMappingInfo, HandlerMethod> methods = getHandlerMethods();
		this.endpoints = List.copyOf(methods.keySet());
		handlerMethodsInitialized(methods);
	}

	/**
	 * Check that the application has no mapping for the same requests.
	 * @throws EndpointClashException if it has
	 */
	@Override
	public void afterSingletonsInstantiated() {
		annotated().forEach((mapping) -> mapping.getHandlerMethods()
			.forEach((info, method) -> this.endpoints.stream()
				.filter((endpoint) -> clashes(endpoint, info))
				.findFirst()
				.ifPresent((endpoint) -> {
					throw new EndpointClashException(endpoint.toString(), info.toString(), method.toString());
				})));
	}

	private static boolean clashes(RequestMappingInfo endpoint, RequestMappingInfo other) {
		PathPattern pattern = patternOf(endpoint);
		PathContainer example = PathContainer.parsePath(pattern.getPatternString().replace("{taskId}", ANY_ID));
		Set<RequestMethod> methods = endpoint.getMethodsCondition().getMethods();
		Set<RequestMethod> others = other.getMethodsCondition().getMethods();
		return other.getPathPatternsCondition() != null
				&& other.getPathPatternsCondition()
					.getPatterns()
					.stream()
					.anyMatch((candidate) -> candidate.matches(example) && isAsSpecific(candidate, pattern))
				&& (others.isEmpty() || CollectionUtils.containsAny(methods, others));
	}

	@Override
	protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
		return handles(request) ? super.getHandlerInternal(request) : null;
	}

	/**
	 * Whether a request, or the one that a preflight announces, is answered by the
	 * endpoints rather than by the application.
	 * @param request a request whose path has been parsed
	 */
	boolean handles(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
		List<RequestMappingInfo> candidates = this.endpoints.stream()
			.filter((endpoint) -> patternOf(endpoint).matches(path))
			.toList();
		return candidates.stream().anyMatch((endpoint) -> isOperation(endpoint, path, request)) || candidates.stream()
			.map(TaskHandlerMapping::patternOf)
			.min(PathPattern.SPECIFICITY_COMPARATOR)
			.filter((pattern) -> this.neighbours.stream().noneMatch((mapping) -> maps(mapping, pattern, request)))
			.isPresent();
	}

	private static boolean isOperation(RequestMappingInfo endpoint, PathContainer path, HttpServletRequest request) {
		if (endpoint.getMethodsCondition().isEmpty() || endpoint.getMatchingCondition(request) == null) {
			return false;
		}
		PathPattern.PathMatchInfo match = patternOf(endpoint).matchAndExtract(path);
		String taskId = (match != null) ? match.getUriVariables().get("taskId") : null;
		return taskId == null || TaskAccess.parse(taskId).isPresent();
	}

	private Stream<RequestMappingInfoHandlerMapping> annotated() {
		return this.neighbours.stream()
			.filter(RequestMappingInfoHandlerMapping.class::isInstance)
			.map(RequestMappingInfoHandlerMapping.class::cast);
	}

	private static boolean maps(HandlerMapping mapping, PathPattern endpoint, HttpServletRequest request) {
		if (mapping instanceof RequestMappingInfoHandlerMapping annotated) {
			return annotated.getHandlerMethods()
				.keySet()
				.stream()
				.map(RequestMappingInfo::getPathPatternsCondition)
				.filter(Objects::nonNull)
				.map((condition) -> condition.getMatchingCondition(request))
				.filter(Objects::nonNull)
				.anyMatch((match) -> isAsSpecific(match.getFirstPattern(), endpoint));
		}
		return mapping instanceof RouterFunctionMapping functions && routes(functions, request);
	}

	private static boolean routes(RouterFunctionMapping functions, HttpServletRequest request) {
		try {
			return functions.getHandler(request) != null;
		}
		catch (Exception ex) {
			// The application's own error, for example a missing API version
			return true;
		}
	}

	private static boolean isAsSpecific(PathPattern candidate, PathPattern endpoint) {
		return PathPattern.SPECIFICITY_COMPARATOR.compare(candidate, endpoint) <= 0;
	}

	private static PathPattern patternOf(RequestMappingInfo endpoint) {
		return Objects.requireNonNull(endpoint.getPathPatternsCondition()).getFirstPattern();
	}

}
