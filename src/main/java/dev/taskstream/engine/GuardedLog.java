package dev.taskstream.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Utility methods that log exceptions of an application, which may throw when they are
 * printed.
 */
final class GuardedLog {

	private GuardedLog() {
	}

	static void warn(Logger logger, Throwable exception, String format, Object... arguments) {
		log(logger, Level.WARN, exception, format, arguments);
	}

	static void log(Logger logger, Level level, @Nullable Throwable exception, String format, Object... arguments) {
		try {
			logger.atLevel(level).setCause(exception).log(format, arguments);
		}
		catch (Throwable ex) {
			logWithoutCause(logger, level, exception, format, arguments);
		}
	}

	private static void logWithoutCause(Logger logger, Level level, @Nullable Throwable exception, String format,
			Object... arguments) {
		try {
			logger.atLevel(level)
				.addKeyValue("exception", (exception != null) ? exception.getClass().getName() : null)
				.log(format, arguments);
		}
		catch (Throwable ex) {
			// The task must end even if its exception cannot be logged
		}
	}

}
