package dev.taskstream.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Utility methods that log exceptions of an application, which may throw when they are
 * printed.
 */
public final class GuardedLog {

	private GuardedLog() {
	}

	/**
	 * Log an exception at WARN, or only its type if it cannot be printed.
	 * @param logger the logger
	 * @param exception the exception
	 * @param format the message
	 * @param arguments the arguments of the message
	 */
	public static void warn(Logger logger, Throwable exception, String format, Object... arguments) {
		log(logger, Level.WARN, exception, format, arguments);
	}

	/**
	 * Log an exception, or only its type if it cannot be printed.
	 * @param logger the logger
	 * @param level the level
	 * @param exception the exception, if any
	 * @param format the message
	 * @param arguments the arguments of the message
	 */
	public static void log(Logger logger, Level level, @Nullable Throwable exception, String format,
			Object... arguments) {
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
