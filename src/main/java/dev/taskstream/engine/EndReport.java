package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import dev.taskstream.log.GuardedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Utility methods that log the ends of runs.
 */
final class EndReport {

	private static final Logger logger = LoggerFactory.getLogger(EndReport.class);

	private EndReport() {
	}

	/**
	 * Log the end of a run: at WARN if it failed or exceeded a limit, at INFO if the
	 * service was stopped, otherwise at DEBUG.
	 * @param cause the exception that the run failed with, if there is one to log
	 */
	static void log(TaskRun run, @Nullable Throwable cause) {
		TaskInfo info = run.info();
		Level level = levelOf(info);
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		String before = MDC.get("taskId");
		MDC.put("taskId", info.taskId().toString());
		try {
			GuardedLog.log(logger, level, cause, "Task {} {} after {}{}", describe(run), verb(info.status()),
					duration(info), reason(info.error()));
		}
		finally {
			if (before != null) {
				MDC.put("taskId", before);
			}
			else {
				MDC.remove("taskId");
			}
		}
	}

	/**
	 * Return the name, id and owner of a run.
	 */
	static String describe(TaskRun run) {
		String owner = run.log().owner();
		return run.name() + " (" + run.id() + ")" + ((owner != null) ? " of " + owner : "");
	}

	private static Level levelOf(TaskInfo info) {
		String code = (info.error() != null) ? info.error().code() : "";
		if (info.status() == TaskStatus.FAILED || info.status() == TaskStatus.TIMED_OUT
				|| code.equals(Endings.QUEUE_TIMEOUT)) {
			return Level.WARN;
		}
		return code.equals(Endings.SHUTTING_DOWN) ? Level.INFO : Level.DEBUG;
	}

	private static String verb(TaskStatus status) {
		return switch (status) {
			case COMPLETED -> "completed";
			case CANCELLED -> "was cancelled";
			case TIMED_OUT -> "timed out";
			default -> "failed";
		};
	}

	private static String duration(TaskInfo info) {
		Instant finishedAt = (info.finishedAt() != null) ? info.finishedAt() : info.createdAt();
		Instant startedAt = info.startedAt();
		Duration duration = Duration.between((startedAt != null) ? startedAt : info.createdAt(), finishedAt);
		return Endings.inWords(duration.truncatedTo(ChronoUnit.MILLIS)) + ((startedAt != null) ? "" : " in the queue");
	}

	private static String reason(@Nullable TaskError error) {
		return (error != null) ? " with " + error.code() + ": " + error.message() : "";
	}

}
