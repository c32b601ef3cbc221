package dev.taskstream.sse;

import java.lang.reflect.Method;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * A {@link HandlerExceptionResolver} that answers the rejections of tasks which
 * controllers do not catch: invalid parameters with status 400, and a full queue or a
 * task that cannot be reached with status 503 and {@code Retry-After}. It leaves a
 * rejection to an exception handler of the controller, and to an advice of the
 * application that names the exception; an advice that handles any exception does not
 * precede it.
 */
public final class RejectionResolver implements HandlerExceptionResolver, Ordered {

	private static final int BEFORE_ADVICE = -1;

	/** The causes may form a circle. */
	private static final int MAX_DEPTH = 10;

	private static final String RETRY_AFTER_SECONDS = "2";

	private final ApplicationContext context;

	/**
	 * Create a resolver.
	 * @param context has the application's advice
	 */
	public RejectionResolver(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public int getOrder() {
		return BEFORE_ADVICE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		Throwable cause = ex;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
			ErrorResponseException problem = problem(cause, request);
			if (problem != null) {
				return answer(problem, cause.getClass(), handler, response);
			}
		}
		return null;
	}

	private static @Nullable ErrorResponseException problem(Throwable ex, HttpServletRequest request) {
		if (ex instanceof InvalidTaskParametersException invalid) {
			ErrorResponseException problem = Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()),
					request);
			problem.getBody().setProperty("errors", invalid.violations());
			return problem;
		}
		if (ex instanceof TaskQueueFullException || ex instanceof TaskUnavailableException) {
			ErrorResponseException problem = Problems.of(HttpStatus.SERVICE_UNAVAILABLE,
					String.valueOf(ex.getMessage()), request);
			problem.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
			return problem;
		}
		return null;
	}

	private @Nullable ModelAndView answer(ErrorResponseException problem, Class<? extends Throwable> rejection,
			@Nullable Object handler, HttpServletResponse response) {
		Class<?> controller = (handler instanceof HandlerMethod method) ? method.getBeanType() : null;
		if ((controller != null && handlerOf(controller, rejection) != null) || hasAdvice(controller, rejection)) {
			return null;
		}
		Problems.write(problem, response);
		return new ModelAndView();
	}

	private boolean hasAdvice(@Nullable Class<?> controller, Class<? extends Throwable> rejection) {
		return ControllerAdviceBean.findAnnotatedBeans(this.context)
			.stream()
			.filter((advice) -> advice.isApplicableToBeanType(controller))
			.map(ControllerAdviceBean::getBeanType)
			.anyMatch((advice) -> advice != null && names(advice, rejection));
	}

	private static boolean names(Class<?> advice, Class<? extends Throwable> rejection) {
		Method handler = handlerOf(advice, rejection);
		return handler != null && !handler.equals(handlerOf(advice, RuntimeException.class));
	}

	private static @Nullable Method handlerOf(Class<?> type, Class<? extends Throwable> exception) {
		return new ExceptionHandlerMethodResolver(type).resolveMethodByExceptionType(exception);
	}

}
