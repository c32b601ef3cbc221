package dev.taskstream.actuate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.TaskEngine;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint @Endpoint} that lists the tasks of an engine. It exposes neither
 * parameters nor results nor texts that tasks have reported.
 */
@Endpoint(id = "tasks")
public final class TasksEndpoint {

	private static final int DEFAULT_LIMIT = 100;

	private final TaskEngine engine;

	/**
	 * Create the endpoint.
	 * @param engine the engine
	 */
	public TasksEndpoint(TaskEngine engine) {
		this.engine = engine;
	}

	/**
	 * Return tasks, the newest first.
	 * @param status the status of the tasks, or {@code null} for all
	 * @param limit the maximum number of tasks, or {@code null} for 100
	 * @return the tasks, and the number of all tasks
	 */
	@ReadOperation
	public Tasks tasks(@Nullable TaskStatus status, @Nullable Integer limit) {
		List<TaskInfo> all = this.engine.findAll().stream().map(TaskLog::info).toList();
		Stream<TaskInfo> newestFirst = all.stream()
			.filter((task) -> status == null || task.status() == status)
			.limit(Math.max((limit != null) ? limit : DEFAULT_LIMIT, 0));
		return new Tasks(this.engine.state(), all.size(), newestFirst.map(Task::of).toList());
	}

	/**
	 * Return one task.
	 * @param taskId its id
	 * @return the task, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Task task(@Selector UUID taskId) {
		return this.engine.service().find(taskId).map(Task::of).orElse(null);
	}

	/**
	 * The tasks of an engine.
	 *
	 * @param engine how busy it is
	 * @param total the number of all tasks
	 * @param tasks the requested tasks
	 */
	public record Tasks(EngineState engine, int total, List<Task> tasks) {

	}

	/**
	 * A task as operators may see it.
	 *
	 * @param taskId its id
	 * @param name its name
	 * @param status its status
	 * @param value its newest progress, from 0.0 to 1.0
	 * @param createdAt when it was accepted
	 * @param startedAt when a worker started it
	 * @param finishedAt when it ended
	 * @param errorCode the code of the error if it did not complete
	 */
	public record Task(UUID taskId, String name, TaskStatus status, @Nullable Double value, Instant createdAt,
			@Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable String errorCode) {

		static Task of(TaskInfo task) {
			TaskError error = task.error();
			return new Task(task.taskId(), task.name(), task.status(), task.value(), task.createdAt(), task.startedAt(),
					task.finishedAt(), (error != null) ? error.code() : null);
		}

	}

}
