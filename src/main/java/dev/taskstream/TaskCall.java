package dev.taskstream;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A task with the parameters of one run. The service executes it, and so can a test
 * without a service.
 *
 * @param <P> the type of the parameters
 * @param <R> the type of the result
 * @param task the task
 * @param params the parameters
 */
public record TaskCall<P extends @Nullable Object, R extends @Nullable Object>(BaseTask<P, R> task, P params) {

	public TaskCall {
		Objects.requireNonNull(task, "task must not be null");
	}

	/**
	 * Return the task's name.
	 * @return the value of {@link BaseTask#name()}
	 * @throws NullPointerException if that is {@code null}
	 */
	public String name() {
		return Objects.requireNonNull(this.task.name(),
				() -> "name() of " + this.task.getClass().getName() + " must not return null");
	}

	/**
	 * Return what all tasks of one kind have in common.
	 * @return the class of the task; something equal for tasks with the same name that
	 * were made by {@link BaseTask#of}
	 */
	public Object kind() {
		return this.task.kind();
	}

	/**
	 * Return the task's own time limit.
	 * @return the value of {@link BaseTask#timeout()}
	 */
	public @Nullable Duration timeout() {
		return this.task.timeout();
	}

	/**
	 * Execute the task on the calling thread.
	 * @param progress the handle that the task reports with
	 * @return its result
	 * @throws Exception whatever the task throws
	 */
	public R run(ProgressHandle progress) throws Exception {
		return this.task.execute(this.params, progress);
	}

}
