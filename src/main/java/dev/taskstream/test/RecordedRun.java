package dev.taskstream.test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.BaseTask;
import dev.taskstream.TaskCall;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskException;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outcome of a task that was executed on the calling thread without a service, and so
 * without validation, limits or interrupts.
 *
 * @param <R> the type of the result
 */
public final class RecordedRun<R extends @Nullable Object> {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final TaskStory story;

	private final R result;

	private final @Nullable Throwable failure;

	private RecordedRun(TaskStory story, R result, @Nullable Throwable failure) {
		this.story = story;
		this.result = result;
		this.failure = failure;
	}

	/**
	 * Execute a task without parameters.
	 * @param task the task
	 * @param <R> the type of the result
	 * @return the outcome
	 */
	@SuppressWarnings("NullAway") // Void has no value but null
	public static <R extends @Nullable Object> RecordedRun<R> of(BaseTask<Void, R> task) {
		return of(task, null);
	}

	/**
	 * Execute a task.
	 * @param task the task
	 * @param params the parameters
	 * @param <P> the type of the parameters
	 * @param <R> the type of the result
	 * @return the outcome
	 */
	public static <P extends @Nullable Object, R extends @Nullable Object> RecordedRun<R> of(BaseTask<P, R> task,
			P params) {
		return of(task, params, new RecordingProgress());
	}

	/**
	 * Execute a task with a given recorder, which sets the clock or cancels the task.
	 * @param task the task
	 * @param params the parameters
	 * @param progress the recorder
	 * @param <P> the type of the parameters
	 * @param <R> the type of the result
	 * @return the outcome
	 */
	@SuppressWarnings("NullAway") // no result where there is a failure
	public static <P extends @Nullable Object, R extends @Nullable Object> RecordedRun<R> of(BaseTask<P, R> task,
			P params, RecordingProgress progress) {
		TaskCall<P, R> call = new TaskCall<>(task, params);
		Instant startedAt = progress.clock().instant();
		R result = null;
		Throwable failure = null;
		String json = null;
		String unexpected = "task_failed";
		try {
			result = call.run(progress);
			unexpected = "result_not_serializable";
			json = (result != null) ? MAPPER.writeValueAsString(result) : null;
		}
		catch (Throwable ex) {
			failure = ex;
		}
		TaskEvent started = new TaskStarted(progress.taskId(), startedAt, call.name());
		return new RecordedRun<>(story(started, progress, end(progress, json, failure, unexpected)), result, failure);
	}

	private static TaskEvent end(RecordingProgress progress, @Nullable String json, @Nullable Throwable failure,
			String unexpected) {
		Instant now = progress.clock().instant();
		if (progress.isCancelled()) {
			return new TaskFailed(progress.taskId(), now, TaskStatus.CANCELLED,
					new TaskError("cancelled", "The task was cancelled."));
		}
		if (failure == null) {
			return new TaskCompleted(progress.taskId(), now, json);
		}
		String code = (failure instanceof TaskException ex) ? ex.code() : unexpected;
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
		return new TaskFailed(progress.taskId(), now, TaskStatus.FAILED, new TaskError(code, message));
	}

	private static TaskStory story(TaskEvent started, RecordingProgress progress, TaskEvent end) {
		List<TaskEvent> events = new ArrayList<>();
		events.add(started);
		events.addAll(progress.updates());
		events.add(end);
		return TaskStory.ofAll(events);
	}

	/**
	 * Return what the task has returned.
	 * @return the result, as an object
	 * @throws IllegalStateException if the task has failed, with the failure as the cause
	 */
	public R result() {
		if (this.failure != null) {
			throw new IllegalStateException("The task did not complete", this.failure);
		}
		return this.result;
	}

	/**
	 * Return what the task has thrown, or the exception that prevented its result from
	 * being written as JSON.
	 * @return the exception, or {@code null}
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Return the events that a client would have received.
	 * @return the whole story
	 */
	public TaskStory story() {
		return this.story;
	}

}
