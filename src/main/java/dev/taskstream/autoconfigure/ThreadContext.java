package dev.taskstream.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.log.GuardedLog;
import io.micrometer.context.ContextRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What frameworks keep in thread-locals: a run must not leave it to the next run on its
 * thread.
 */
final class ThreadContext {

	private static final Logger logger = LoggerFactory.getLogger(ThreadContext.class);

	private static final List<Runnable> RESETS = resets();

	private ThreadContext() {
	}

	private static List<Runnable> resets() {
		List<Runnable> resets = new ArrayList<>();
		resets.add(LocaleContextHolder::resetLocaleContext);
		resets.add(RequestContextHolder::resetRequestAttributes);
		if (isPresent("org.springframework.security.core.context.SecurityContextHolder")) {
			resets.add(() -> SecurityContextHolder.clearContext());
		}
		if (isPresent("io.micrometer.context.ContextRegistry")) {
			resets.add(() -> ContextRegistry.getInstance()
				.getThreadLocalAccessors()
				.forEach((accessor) -> run(accessor::setValue)));
		}
		return resets;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ThreadContext.class.getClassLoader());
	}

	/**
	 * Clear it all on the calling thread.
	 */
	static void clear() {
		RESETS.forEach(ThreadContext::run);
	}

	private static void run(Runnable reset) {
		try {
			reset.run();
		}
		catch (Throwable ex) {
			GuardedLog.warn(logger, ex, "A thread-local could not be cleared after a task");
		}
	}

}
