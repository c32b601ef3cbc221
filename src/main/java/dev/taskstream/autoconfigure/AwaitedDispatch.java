package dev.taskstream.autoconfigure;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whether an interceptor or a filter on the way of a request waits for the dispatch with
 * which Spring MVC ends an asynchronous request. What is not known is taken to wait.
 */
/*
 * Looked up once for each endpoint, when its first stream is opened: then all filters are
 * there.
 */
final class AwaitedDispatch implements Predicate<HttpServletRequest> {

	/** They do nothing in the dispatch that they would not do without it. */
	private static final Set<Class<?>> KNOWN = Set.of(OncePerRequestFilter.class, RequestContextFilter.class,
			ForwardedHeaderFilter.class, ServerHttpObservationFilter.class);

	/** Whose own filters are for the handshake of WebSocket. */
	private static final Set<String> CONTAINERS = Set.of("org.apache.tomcat.", "org.eclipse.jetty.");

	private final ApplicationContext application;

	private final Map<Object, Boolean> awaited = new ConcurrentHashMap<>();

	AwaitedDispatch(ApplicationContext application) {
		this.application = application;
	}

	@Override
	public boolean test(HttpServletRequest request) {
		Object endpoint = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		return endpoint == null || this.awaited.computeIfAbsent(endpoint,
				(first) -> isAwaitedByFilter(request) || isAwaitedByInterceptor(request));
	}

	private boolean isAwaitedByFilter(HttpServletRequest request) {
		Set<String> indifferent = new ServletContextInitializerBeans(this.application).stream()
			.filter(AbstractFilterRegistrationBean.class::isInstance)
			.map((bean) -> (AbstractFilterRegistrationBean<?>) bean)
			.filter((registration) -> !isAwaitedBy(registration))
			.map(AbstractFilterRegistrationBean::getFilterName)
			.collect(Collectors.toSet());
		return request.getServletContext()
			.getFilterRegistrations()
			.values()
			.stream()
			.anyMatch((registration) -> !indifferent.contains(registration.getName())
					&& CONTAINERS.stream().noneMatch(registration.getClassName()::startsWith));
	}

	private static boolean isAwaitedBy(AbstractFilterRegistrationBean<?> registration) {
		Filter filter = registration.getFilter();
		return registration.determineDispatcherTypes().contains(DispatcherType.ASYNC)
				&& !(filter instanceof OncePerRequestFilter
						&& KNOWN.contains(declarer(filter, "shouldNotFilterAsyncDispatch")));
	}

	/**
	 * Interceptors wait with {@code postHandle} and {@code afterCompletion}, if they have
	 * any.
	 */
	private boolean isAwaitedByInterceptor(HttpServletRequest request) {
		HandlerExecutionChain chain = chain(request);
		return chain == null || chain.getInterceptorList()
			.stream()
			.anyMatch((interceptor) -> declarer(interceptor, "postHandle") != HandlerInterceptor.class
					|| declarer(interceptor, "afterCompletion") != HandlerInterceptor.class);
	}

	private @Nullable HandlerExecutionChain chain(HttpServletRequest request) {
		try {
			return this.application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
				.getHandler(request);
		}
		catch (Exception ex) {
			return null;
		}
	}

	/**
	 * The class whose method it is; null where the method cannot be found, as in a native
	 * image.
	 */
	private static @Nullable Class<?> declarer(Object object, String methodName) {
		Method method = ReflectionUtils.findMethod(object.getClass(), methodName, (Class<?>[]) null);
		return (method != null) ? method.getDeclaringClass() : null;
	}

}
