package dev.taskstream.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.taskstream.TaskLog;
import dev.taskstream.actuate.TasksEndpoint.Task;
import dev.taskstream.engine.LingeringTask;
import dev.taskstream.engine.TaskEngine;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of an engine, including those that linger but are no longer kept.
 */
final class KnownTasks {

	private final TaskEngine engine;

	KnownTasks(TaskEngine engine) {
		this.engine = engine;
	}

	/**
	 * Return all tasks, without stack traces.
	 */
	List<Task> newestFirst() {
		Map<UUID, LingeringTask> lingering = lingering();
		return Stream.concat(this.engine.findAll().stream(), lingering.values().stream().map(LingeringTask::log))
			.distinct()
			.map((log) -> Task.of(log.info(), log.owner(), lingering.containsKey(log.info().taskId()), null))
			.sorted(Comparator.comparing(Task::createdAt).reversed())
			.toList();
	}

	/**
	 * Return a task, with the stack trace of its thread if it lingers.
	 */
	@Nullable Task find(UUID taskId) {
		LingeringTask lingering = lingering().get(taskId);
		if (lingering != null) {
			TaskLog log = lingering.log();
			return Task.of(log.info(), log.owner(), true,
					lingering.stackTrace().stream().map(KnownTasks::frame).toList());
		}
		return this.engine.service()
			.log(taskId)
			.map((log) -> Task.of(log.info(), log.owner(), false, null))
			.orElse(null);
	}

	/**
	 * Return a frame without the names of its module and class loader.
	 */
	private static String frame(StackTraceElement frame) {
		return new StackTraceElement(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
				frame.getLineNumber())
			.toString();
	}

	private Map<UUID, LingeringTask> lingering() {
		return this.engine.lingering()
			.stream()
			.collect(Collectors.toMap((task) -> task.log().info().taskId(), Function.identity()));
	}

}
