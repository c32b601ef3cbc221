package dev.taskstream;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Base class for a task that runs in the background and reports its progress to clients.
 * Extend it, report from {@link #execute}, and hand it to
 * {@link TaskService#start(BaseTask, Object)}.
 * <p>
 * A task may be a singleton Spring bean or a new object for each run. A singleton must
 * not keep the state of a run in its fields, since several runs may execute at once.
 *
 * @param <P> the type of the parameters, usually a record with Jakarta Validation
 * constraints; {@link Void} ({@code Void?} in Kotlin) for a task without parameters
 * @param <R> the type of the result, which Jackson must be able to write
 */
public abstract class BaseTask<P extends @Nullable Object, R extends @Nullable Object> {

	/**
	 * Create a task without parameters from a function.
	 * @param name the name shown to clients and operators
	 * @param work executes the task
	 * @param <R> the type of the result, which Jackson must be able to write
	 * @return a task that can be started any number of times
	 */
	public static <R extends @Nullable Object> BaseTask<@Nullable Void, R> of(String name, Work<R> work) {
		return new FunctionTask<>(name, work);
	}

	/**
	 * Execute the task. Called on a worker thread with the task's id in the MDC (key
	 * {@code taskId}). The thread is interrupted when the run is cancelled, times out or
	 * is stopped with the service; every {@code report} throws
	 * {@link TaskCancelledException} from then on.
	 * @param params the parameters, already validated
	 * @param progress the handle to report with, from any thread until the run has ended
	 * @return the result, which is written as JSON before the task is completed
	 * @throws Exception to fail the task; throw a {@link TaskException} to choose the
	 * code and the message that clients get
	 */
	protected abstract R execute(P params, ProgressHandle progress) throws Exception;

	/**
	 * Return the name shown to clients and operators, by default the simple name of the
	 * class, or {@code Task} if the class is anonymous or hidden.
	 * @return a short name, the same for every run
	 */
	protected String name() {
		Class<?> type = getClass();
		return (type.isAnonymousClass() || type.isHidden()) ? "Task" : type.getSimpleName();
	}

	/**
	 * Return the time limit of a run, counted from the start of its execution.
	 * @return the limit; zero for none; {@code null} for the configured
	 * {@code taskstream.timeout}
	 */
	protected @Nullable Duration timeout() {
		return null;
	}

	/**
	 * Return what all tasks of one kind have in common.
	 */
	Object kind() {
		return getClass();
	}

	/**
	 * A function that executes a task without parameters.
	 *
	 * @param <R> the type of the result
	 */
	@FunctionalInterface
	public interface Work<R extends @Nullable Object> {

		/**
		 * Execute the task as {@link BaseTask#execute} does.
		 * @param progress the handle to report with, from any thread until the run has
		 * ended
		 * @return the result
		 * @throws Exception to fail the task
		 */
		R execute(ProgressHandle progress) throws Exception;

	}

}
