package dev.taskstream.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskService} that runs nothing.
 */
final class NoTasks implements TaskService {

	@Override
	public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params, StartOptions options) {
		UUID taskId = new UUID(0, 0);
		return new TaskStartResponse(taskId, streamUrl(taskId));
	}

	@Override
	public Optional<TaskInfo> find(UUID taskId) {
		return Optional.empty();
	}

	@Override
	public List<TaskInfo> findByOwner(String owner) {
		return List.of();
	}

	@Override
	public String streamUrl(UUID taskId) {
		return "/nowhere";
	}

	@Override
	public CompletableFuture<TaskInfo> whenEnded(UUID taskId) {
		return new CompletableFuture<>();
	}

	@Override
	public boolean cancel(UUID taskId) {
		return false;
	}

	@Override
	public boolean remove(UUID taskId) {
		return false;
	}

	@Override
	public Optional<TaskLog> log(UUID taskId) {
		return Optional.empty();
	}

}
