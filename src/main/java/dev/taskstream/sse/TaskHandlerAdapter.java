package dev.taskstream.sse;

import java.io.IOException;
import java.util.List;

import dev.taskstream.log.GuardedLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * A {@link HandlerAdapter} for the controllers of tasks. It uses a
 * {@link RequestMappingHandlerAdapter} of its own, so that no advice, message converter,
 * argument resolver or exception handler of the application changes an answer.
 */
public final class TaskHandlerAdapter implements HandlerAdapter, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(TaskHandlerAdapter.class);

	private final RequestMappingHandlerAdapter delegate = new Delegate();

	private final List<?> controllers;

	/**
	 * Create an adapter.
	 * @param controllers the controllers
	 */
	public TaskHandlerAdapter(List<?> controllers) {
		this.controllers = controllers;
		this.delegate.setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
		this.delegate.afterPropertiesSet();
	}

	/**
	 * Return the controllers.
	 * @return the controllers that this adapter supports
	 */
	public List<?> controllers() {
		return this.controllers;
	}

	@Override
	public int getOrder() {
		// Before the application's adapter, which has the lowest precedence
		return 0;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && this.controllers.contains(method.getBean());
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		if (request.getDispatcherType() != DispatcherType.ASYNC) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, Problems.NO_STORE);
		}
		try {
			return this.delegate.handle(request, response, handler);
		}
		catch (ErrorResponseException ex) {
			Problems.write(ex, response);
		}
		catch (IOException ex) {
			logger.debug("A client has disconnected before its response", ex);
		}
		catch (RuntimeException ex) {
			GuardedLog.log(logger, Level.ERROR, ex, "A request for a task failed");
			Problems.write(Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed", request), response);
		}
		return null;
	}

	/**
	 * An adapter without a context, in which it would find the application's advice.
	 */
	private static final class Delegate extends RequestMappingHandlerAdapter {

		@Override
		protected boolean isContextRequired() {
			return false;
		}

	}

}
