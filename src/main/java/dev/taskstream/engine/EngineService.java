package dev.taskstream.engine;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import dev.taskstream.BaseTask;
import dev.taskstream.TaskCall;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.jspecify.annotations.Nullable;

/**
 * The {@link TaskService} of an engine. Not final: an application's aspect may subclass
 * it.
 */
class EngineService implements TaskService {

	/*
	 * A start races with a stop. The start registers its run and then reads `accepting`
	 * again; the stop writes `accepting` and then reads the registry to end all runs. So
	 * either the stop sees the run, or the start sees that the engine is stopping.
	 */

	private final ParameterValidator validator;

	private final RunFactory runs;

	private final TaskRegistry registry;

	private final TaskListeners listeners;

	private final Function<UUID, String> streamUrls;

	private volatile boolean accepting = true;

	EngineService(EngineEnvironment environment, RunFactory runs, TaskRegistry registry, TaskListeners listeners) {
		this.validator = new ParameterValidator(environment.validator());
		this.streamUrls = environment.streamUrls();
		this.runs = runs;
		this.registry = registry;
		this.listeners = listeners;
	}

	void accept(boolean accept) {
		this.accepting = accept;
	}

	boolean isAccepting() {
		return this.accepting;
	}

	@Override
	public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params) {
		TaskCall<P, ?> call = new TaskCall<>(task, params);
		this.validator.validate(params);
		try {
			return start(call);
		}
		catch (TaskQueueFullException ex) {
			this.listeners.rejected();
			throw ex;
		}
	}

	private TaskStartResponse start(TaskCall<?, ?> call) {
		refuseIfStopping();
		TaskRun run = this.runs.create(call);
		String streamUrl;
		try {
			streamUrl = this.streamUrls.apply(run.id());
			this.registry.add(run);
			run.submit();
		}
		catch (RuntimeException | Error ex) {
			this.registry.discard(run);
			run.abandon();
			throw ex;
		}
		if (!this.accepting && run.shutDown()) {
			refuseIfStopping();
		}
		return new TaskStartResponse(run.id(), streamUrl);
	}

	@Override
	@SuppressWarnings("NullAway") // Void has no value but null
	public TaskStartResponse start(BaseTask<Void, ?> task) {
		return start(task, null);
	}

	private void refuseIfStopping() {
		if (!this.accepting) {
			throw new TaskQueueFullException("The service is stopping and accepts no new tasks");
		}
	}

	@Override
	public Optional<TaskInfo> find(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::info);
	}

	@Override
	public Optional<TaskLog> log(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::log);
	}

	@Override
	public boolean cancel(UUID taskId) {
		return this.registry.find(taskId).map(TaskRun::cancel).orElse(false);
	}

	@Override
	public boolean remove(UUID taskId) {
		return this.registry.find(taskId).map(this.registry::remove).orElse(false);
	}

}
