package dev.taskstream.engine;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskException;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStatus;
import dev.taskstream.log.Ending;
import dev.taskstream.log.WellFormed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A factory for the final events of runs, with the codes and messages that clients get.
 */
final class Endings {

	private static final Logger logger = LoggerFactory.getLogger(Endings.class);

	static final String QUEUE_TIMEOUT = "queue_timeout";

	static final String SHUTTING_DOWN = "shutting_down";

	private static final String CONCEALED = "The task failed.";

	private final ResultWriter results;

	private final boolean exposeMessages;

	/**
	 * Create the factory of an engine.
	 * @param exposeMessages whether clients get the messages of exceptions other than
	 * {@link TaskException}
	 */
	Endings(ResultWriter results, boolean exposeMessages) {
		this.results = results;
		this.exposeMessages = exposeMessages;
	}

	/**
	 * Execute the code of a task.
	 * @return its outcome, whatever it returns or throws
	 */
	Outcome of(String name, Callable<?> code) {
		Object result;
		try {
			result = code.call();
		}
		catch (Throwable ex) {
			return thrown(ex);
		}
		return returned(name, result);
	}

	private Outcome returned(String name, @Nullable Object result) {
		try {
			String json = this.results.write(result);
			return new Outcome((taskId, timestamp) -> new TaskCompleted(taskId, timestamp, json));
		}
		catch (TaskException ex) {
			logger.warn("Task {} returned a result that is too large; see taskstream.max-result-size", name);
			return new Outcome(failed(TaskStatus.FAILED, ex.code(), String.valueOf(ex.getMessage())));
		}
		catch (Throwable ex) {
			return new Outcome(failed(TaskStatus.FAILED, "result_not_serializable",
					this.exposeMessages ? ownMessageOf(ex) : "The result could not be written as JSON."), ex);
		}
	}

	private Outcome thrown(Throwable ex) {
		if (ex instanceof TaskException chosen) {
			// The author has chosen what it says; what led to it is of interest
			return new Outcome(failed(TaskStatus.FAILED, chosen.code(), ownMessageOf(ex)), causeOf(ex));
		}
		return new Outcome(failed(TaskStatus.FAILED, "task_failed", messageOf(ex)), ex);
	}

	Ending cancelled() {
		return cancelled("cancelled", "The task was cancelled.");
	}

	private static Ending cancelled(String code, String message) {
		return failed(TaskStatus.CANCELLED, code, message);
	}

	Ending leftQueue(Duration limit) {
		return cancelled(QUEUE_TIMEOUT,
				"The task waited for a worker longer than the limit of " + inWords(limit) + ".");
	}

	Ending rolledBack() {
		return cancelled("rolled_back", "The transaction that started the task was rolled back.");
	}

	Ending shutDown() {
		return cancelled(SHUTTING_DOWN, "The service is shutting down.");
	}

	Ending lost(TaskError error) {
		return failed(TaskStatus.FAILED, error.code(), error.message());
	}

	Ending timedOut(Duration limit) {
		return failed(TaskStatus.TIMED_OUT, "timed_out",
				"The task took longer than its limit of " + inWords(limit) + ".");
	}

	Ending stalled(Duration limit) {
		return failed(TaskStatus.TIMED_OUT, "stalled", "The task reported nothing for " + inWords(limit) + ".");
	}

	/**
	 * Return the ending of a run that failed outside its task's code. Its message is not
	 * exposed to clients.
	 */
	Ending failedAround() {
		return failed(TaskStatus.FAILED, "task_failed", CONCEALED);
	}

	private String messageOf(Throwable ex) {
		return this.exposeMessages ? ownMessageOf(ex) : CONCEALED;
	}

	/**
	 * Return an exception's message. {@link Throwable#getMessage()} may be overridden by
	 * an application, and may throw.
	 */
	private static String ownMessageOf(Throwable ex) {
		try {
			String message = ex.getMessage();
			return WellFormed.text((message != null) ? message : nameOf(ex.getClass()));
		}
		catch (Throwable thrown) {
			return nameOf(ex.getClass());
		}
	}

	/**
	 * Return an exception's cause. {@link Throwable#getCause()} may be overridden, too.
	 */
	private static @Nullable Throwable causeOf(Throwable ex) {
		try {
			return ex.getCause();
		}
		catch (Throwable thrown) {
			return thrown;
		}
	}

	private static String nameOf(Class<?> type) {
		return type.isAnonymousClass() ? type.getSuperclass().getSimpleName() : type.getSimpleName();
	}

	private static Ending failed(TaskStatus status, String code, String message) {
		return (taskId, timestamp) -> new TaskFailed(taskId, timestamp, status, new TaskError(code, message));
	}

	static String inWords(Duration duration) {
		return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

}
