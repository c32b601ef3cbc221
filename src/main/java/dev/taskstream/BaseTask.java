package dev.taskstream;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work that runs in the background and is watched live. Extend it, report from
 * {@link #execute}, and hand it to {@link TaskService#start(BaseTask, Object)}.
 * <p>
 * A task may be a singleton Spring bean, in which case it keeps no state of a run in its
 * fields (several runs execute at once), or a fresh object for each run.
 *
 * @param <P> the parameters, usually a record with Jakarta Validation constraints;
 * {@link Void} for a task without any
 * @param <R> the result, anything that Jackson can write
 */
public abstract class BaseTask<P extends @Nullable Object, R extends @Nullable Object> {

	/**
	 * Does the work. Called on a worker thread whose log lines carry the task's id (MDC
	 * key {@code taskId}). The thread is interrupted when the run is cancelled, times out
	 * or is stopped with the service; every {@code report} throws
	 * {@link TaskCancelledException} from then on.
	 * @param params what the task was started with, already validated
	 * @param progress where to report, usable from any thread until the run has ended
	 * @return the result, written as JSON before the task counts as completed
	 * @throws Exception to fail the task; throw a {@link TaskException} to choose the
	 * code and the message that watchers see
	 */
	protected abstract R execute(P params, ProgressHandle progress) throws Exception;

	/**
	 * The name shown to watchers and operators. By default the simple name of the class.
	 * @return a short name, the same for every run
	 */
	protected String name() {
		String simpleName = getClass().getSimpleName();
		return simpleName.isEmpty() ? getClass().getName() : simpleName;
	}

	/**
	 * How long a run may take, counted from the start of its execution, not from the
	 * queue.
	 * @return the limit; zero for none; {@code null} for the configured
	 * {@code taskstream.timeout}
	 */
	protected @Nullable Duration timeout() {
		return null;
	}

}
