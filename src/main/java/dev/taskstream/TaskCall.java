package dev.taskstream;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A task together with the parameters of one run: what an engine executes, be it the
 * service's own or one in a test.
 *
 * @param <P> the type of the parameters
 * @param <R> the type of the result
 * @param task the task
 * @param params its parameters
 */
public record TaskCall<P extends @Nullable Object, R extends @Nullable Object>(BaseTask<P, R> task, P params) {

	public TaskCall {
		Objects.requireNonNull(task, "task must not be null");
	}

	/**
	 * The task's name.
	 * @return what {@link BaseTask#name()} says
	 * @throws NullPointerException if that is {@code null}
	 */
	public String name() {
		return Objects.requireNonNull(this.task.name(),
				() -> "name() of " + this.task.getClass().getName() + " must not return null");
	}

	/**
	 * The task's own time limit.
	 * @return what {@link BaseTask#timeout()} says
	 */
	public @Nullable Duration timeout() {
		return this.task.timeout();
	}

	/**
	 * Executes the task on the calling thread.
	 * @param progress where the task reports
	 * @return its result
	 * @throws Exception whatever the task throws
	 */
	public R run(ProgressHandle progress) throws Exception {
		return this.task.execute(this.params, progress);
	}

}
