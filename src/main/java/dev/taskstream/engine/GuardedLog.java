package dev.taskstream.engine;

import org.slf4j.Logger;

/**
 * Utility methods that log exceptions of an application, which may throw when they are
 * printed.
 */
final class GuardedLog {

	private GuardedLog() {
	}

	static void warn(Logger logger, Throwable exception, String format, Object... arguments) {
		try {
			logger.atWarn().setCause(exception).log(format, arguments);
		}
		catch (Throwable ex) {
			warnWithoutCause(logger, exception, format, arguments);
		}
	}

	private static void warnWithoutCause(Logger logger, Throwable exception, String format, Object... arguments) {
		try {
			logger.atWarn().addKeyValue("exception", exception.getClass().getName()).log(format, arguments);
		}
		catch (Throwable ex) {
			// The task must end even if its exception cannot be logged
		}
	}

}
