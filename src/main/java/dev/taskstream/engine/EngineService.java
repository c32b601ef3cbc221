package dev.taskstream.engine;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskCall;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.log.StackReserve;
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

	private final KeyedRuns keys;

	private final TaskListeners listeners;

	private final TaskEvents events;

	private final Function<UUID, String> streamUrls;

	private final KeyClaims claims;

	private volatile boolean accepting = true;

	EngineService(EngineEnvironment environment, RunFactory runs, TaskRegistry registry, KeyedRuns keys,
			TaskListeners listeners, TaskEvents events) {
		this.validator = new ParameterValidator(environment.validator());
		this.streamUrls = environment.streamUrls();
		this.claims = environment.claims();
		this.runs = runs;
		this.registry = registry;
		this.keys = keys;
		this.listeners = listeners;
		this.events = events;
	}

	void accept(boolean accept) {
		this.accepting = accept;
	}

	boolean isAccepting() {
		return this.accepting;
	}

	@Override
	public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params, StartOptions options) {
		StackReserve.requireAmple();
		TaskCall<P, ?> call = new TaskCall<>(task, params);
		Objects.requireNonNull(options, "options must not be null");
		this.validator.validate(params);
		try {
			return start(call, options);
		}
		catch (TaskQueueFullException ex) {
			this.listeners.rejected();
			throw ex;
		}
	}

	private TaskStartResponse start(TaskCall<?, ?> call, StartOptions options) {
		TaskRun run = this.runs.create(call, options);
		TaskStartResponse response = response(run.id());
		RunKey key = run.terms().key();
		UUID claimant = (key != null) ? this.claims.claim(key, run.id()) : run.id();
		if (!claimant.equals(run.id())) {
			return response(claimant);
		}
		try {
			TaskRun active = accept(run, options);
			if (active == run) {
				return response;
			}
			release(run);
			return response(active.id());
		}
		catch (RuntimeException | Error ex) {
			release(run);
			throw ex;
		}
	}

	private TaskStartResponse response(UUID taskId) {
		return new TaskStartResponse(taskId, streamUrl(taskId));
	}

	private void release(TaskRun run) {
		RunKey key = run.terms().key();
		if (key != null) {
			this.claims.release(key, run.id());
		}
	}

	/**
	 * Accept a run, unless another with its key is active.
	 * @return the run, or the active one
	 */
	private TaskRun accept(TaskRun run, StartOptions options) {
		TaskInfo pending = run.info();
		boolean afterTransaction = options.isAfterCommit() && CurrentTransaction.onCompletion(run::completeTransaction);
		// Foreign code has been called before: the admission is decided under a lock
		TaskRun active = this.keys.admit(run, () -> admit(run, afterTransaction));
		if (active != run) {
			return active;
		}
		if (!this.accepting && run.shutDown()) {
			refuseIfStopping();
		}
		this.listeners.accepted(run);
		this.events.accepted(run, pending);
		return run;
	}

	private void admit(TaskRun run, boolean afterTransaction) {
		refuseIfStopping();
		run.reserve();
		try {
			this.registry.add(run);
			run.enqueue(afterTransaction);
		}
		catch (RuntimeException | Error ex) {
			this.registry.discard(run);
			run.abandon();
			throw ex;
		}
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
	public List<TaskInfo> findByOwner(String owner) {
		Objects.requireNonNull(owner, "owner must not be null");
		return this.registry.newestFirst((run) -> owner.equals(run.log().owner())).map(TaskRun::info).toList();
	}

	@Override
	public String streamUrl(UUID taskId) {
		return this.streamUrls.apply(taskId);
	}

	@Override
	public CompletableFuture<TaskInfo> whenEnded(UUID taskId) {
		return this.registry.find(taskId)
			.map(this.events::whenEnded)
			.orElseGet(() -> CompletableFuture
				.failedFuture(new NoSuchElementException("There is no task with the id " + taskId)));
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
