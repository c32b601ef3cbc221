package dev.taskstream.scenario;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * An application's interceptor for every path, which opens something for a request and
 * closes it afterwards, as open-in-view does.
 */
@Component
class BroadInterceptor implements AsyncHandlerInterceptor, WebMvcConfigurer {

	private static final String OPENED = BroadInterceptor.class.getName();

	private final AtomicInteger open = new AtomicInteger();

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getAttribute(OPENED) == null) {
			request.setAttribute(OPENED, true);
			this.open.incrementAndGet();
		}
		return true;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			Exception ex) {
		this.open.decrementAndGet();
	}

	void reset() {
		this.open.set(0);
	}

	/**
	 * How many requests have not been closed.
	 */
	int open() {
		return this.open.get();
	}

}
