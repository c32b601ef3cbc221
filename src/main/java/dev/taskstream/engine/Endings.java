package dev.taskstream.engine;

import java.time.Duration;
import java.util.Locale;

import dev.taskstream.TaskCall;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskException;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EventLog.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All the ways in which a run can end, with the words that its watchers read.
 */
final class Endings {

	private static final Logger logger = LoggerFactory.getLogger(Endings.class);

	private static final String CONCEALED = "The task failed.";

	private final ResultWriter results;

	private final boolean exposeMessages;

	/**
	 * The endings of an engine.
	 * @param exposeMessages whether watchers get the messages of exceptions other than
	 * {@link TaskException}
	 */
	Endings(ResultWriter results, boolean exposeMessages) {
		this.results = results;
		this.exposeMessages = exposeMessages;
	}

	/**
	 * Executes a task on the calling thread.
	 * @return how it ended
	 */
	Ending of(TaskCall<?, ?> call, RunProgress progress) {
		Object result;
		try {
			result = call.run(progress);
		}
		catch (TaskException ex) {
			logger.debug("Task {} failed: {}", call.name(), ex.code(), ex);
			return failed(TaskStatus.FAILED, ex.code(), String.valueOf(ex.getMessage()));
		}
		catch (Throwable ex) {
			if (!progress.isCancelled()) {
				logger.warn("Task {} failed with an unexpected exception", call.name(), ex);
			}
			return failed(TaskStatus.FAILED, "task_failed", messageOf(ex));
		}
		try {
			String json = this.results.write(result);
			return (taskId, timestamp) -> new TaskCompleted(taskId, timestamp, json);
		}
		catch (Throwable ex) {
			logger.warn("The result of task {} cannot be written as JSON", call.name(), ex);
			return failed(TaskStatus.FAILED, "result_not_serializable", messageOf(ex));
		}
	}

	Ending cancelled(String code, String message) {
		return failed(TaskStatus.CANCELLED, code, concealable(message));
	}

	Ending leftQueue(Duration limit) {
		return cancelled("queue_timeout",
				"The task waited for a worker longer than the limit of " + inWords(limit) + ".");
	}

	Ending timedOut(Duration limit) {
		return failed(TaskStatus.TIMED_OUT, "timed_out",
				concealable("The task took longer than its limit of " + inWords(limit) + "."));
	}

	Ending stalled(Duration limit) {
		return failed(TaskStatus.TIMED_OUT, "stalled",
				concealable("The task reported nothing for " + inWords(limit) + "."));
	}

	/**
	 * For a failure that is not the task's own, so that its message is nobody's business.
	 */
	Ending failedAround() {
		return failed(TaskStatus.FAILED, "task_failed", CONCEALED);
	}

	private String messageOf(Throwable ex) {
		String message = ex.getMessage();
		return concealable((message != null) ? message : nameOf(ex.getClass()));
	}

	private static String nameOf(Class<?> type) {
		return type.isAnonymousClass() ? type.getName() : type.getSimpleName();
	}

	private String concealable(String message) {
		return this.exposeMessages ? message : CONCEALED;
	}

	private static Ending failed(TaskStatus status, String code, String message) {
		return (taskId, timestamp) -> new TaskFailed(taskId, timestamp, status, new TaskError(code, message));
	}

	private static String inWords(Duration duration) {
		return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

}
