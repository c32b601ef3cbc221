package dev.taskstream;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that happened to a task. A story is an optional {@link TaskStarted}, any
 * number of {@link ProgressUpdate}s, and exactly one {@link TaskCompleted} or
 * {@link TaskFailed}.
 */
public sealed interface TaskEvent permits TaskStarted, ProgressUpdate, TaskCompleted, TaskFailed {

	/**
	 * How timestamps are written, always in UTC: ISO 8601 with six digits after the
	 * second, so that they sort as text.
	 */
	String TIMESTAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX";

	/**
	 * The name of the event on the wire.
	 * @return {@code task_started}, {@code progress_update}, {@code task_completed} or
	 * {@code task_failed}
	 */
	String type();

	/**
	 * The task it happened to.
	 * @return the task's id
	 */
	UUID taskId();

	/**
	 * When it happened.
	 * @return the moment, in microseconds
	 */
	Instant timestamp();

	/**
	 * Whether the story ends with this event.
	 * @return {@code true} for {@link TaskCompleted} and {@link TaskFailed}
	 */
	@JsonIgnore
	default boolean isFinal() {
		return this instanceof TaskCompleted || this instanceof TaskFailed;
	}

}
