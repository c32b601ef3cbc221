package dev.taskstream;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An event of a task. The events of a task are an optional {@link TaskStarted}, any
 * number of {@link ProgressUpdate}s, and exactly one {@link TaskCompleted} or
 * {@link TaskFailed}.
 */
public sealed interface TaskEvent permits TaskStarted, ProgressUpdate, TaskCompleted, TaskFailed {

	/**
	 * The pattern of timestamps in JSON, always in UTC: ISO 8601 with microseconds, so
	 * that they sort as text.
	 */
	String TIMESTAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX";

	/**
	 * Return the type of the event in JSON and on a stream.
	 * @return {@code task_started}, {@code progress_update}, {@code task_completed} or
	 * {@code task_failed}
	 */
	String type();

	/**
	 * Return the id of the task.
	 * @return the task's id
	 */
	UUID taskId();

	/**
	 * Return the time of the event.
	 * @return the time in microseconds
	 */
	Instant timestamp();

	/**
	 * Whether this is the last event of its task.
	 * @return {@code true} for {@link TaskCompleted} and {@link TaskFailed}
	 */
	@JsonIgnore
	default boolean isFinal() {
		return this instanceof TaskCompleted || this instanceof TaskFailed;
	}

}
