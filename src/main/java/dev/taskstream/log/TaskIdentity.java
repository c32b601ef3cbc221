package dev.taskstream.log;

import java.time.Instant;
import java.util.UUID;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a task that never change.
 *
 * @param taskId the task's id
 * @param name the task's name
 * @param owner the name of the principal that started it, or {@code null}
 * @param createdAt when it was accepted, in microseconds
 */
public record TaskIdentity(UUID taskId, String name, @Nullable String owner, Instant createdAt) {

	TaskInfo info(@Nullable TaskEvent started, @Nullable ProgressUpdate progress, @Nullable TaskEvent end) {
		return new TaskInfo(this.taskId, this.name, status(started, end), (progress != null) ? progress.text() : null,
				(progress != null) ? progress.value() : null, this.createdAt,
				(started != null) ? started.timestamp() : null, (end != null) ? end.timestamp() : null,
				(end instanceof TaskCompleted completed) ? completed.result() : null,
				(end instanceof TaskFailed failed) ? failed.error() : null);
	}

	private static TaskStatus status(@Nullable TaskEvent started, @Nullable TaskEvent end) {
		if (end instanceof TaskFailed failed) {
			return failed.status();
		}
		if (end != null) {
			return TaskStatus.COMPLETED;
		}
		return (started != null) ? TaskStatus.RUNNING : TaskStatus.PENDING;
	}

}
