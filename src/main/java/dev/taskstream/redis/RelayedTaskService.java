package dev.taskstream.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskSubscription;
import dev.taskstream.TaskUnavailableException;
import dev.taskstream.redis.RelayMessage.Intent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link TaskService} that starts tasks on this node and knows those of all nodes. Not
 * final: an application's aspect may subclass it.
 */
class RelayedTaskService implements TaskService {

	private static final Logger logger = LoggerFactory.getLogger(RelayedTaskService.class);

	private final TaskService own;

	private final OwnTasks tasks;

	private final RelayNode node;

	private final Replicas replicas;

	private final Executor listeners;

	/**
	 * Create a service.
	 * @param own the service of this node's engine
	 * @param listeners executes actions after the end of a task, which may block
	 */
	RelayedTaskService(TaskService own, OwnTasks tasks, RelayNode node, Replicas replicas, Executor listeners) {
		this.own = own;
		this.tasks = tasks;
		this.node = node;
		this.replicas = replicas;
		this.listeners = listeners;
	}

	@Override
	public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params, StartOptions options) {
		return this.own.start(task, params, options);
	}

	@Override
	public String streamUrl(UUID taskId) {
		return this.own.streamUrl(taskId);
	}

	@Override
	public Optional<TaskInfo> find(UUID taskId) {
		return this.own.find(taskId)
			.or(() -> Optional.ofNullable(this.node.lookup().find(taskId))
				.map((task) -> task.info(this.replicas.settings())));
	}

	@Override
	public Optional<TaskLog> log(UUID taskId) {
		return this.own.log(taskId).or(() -> Optional.ofNullable(remoteLog(taskId)));
	}

	private @Nullable RemoteLog remoteLog(UUID taskId) {
		StoredTask task = this.node.lookup().find(taskId);
		return (task != null) ? new RemoteLog(task, this.node.lookup().events(task), this.replicas) : null;
	}

	@Override
	public List<TaskInfo> findByOwner(String owner) {
		List<TaskInfo> found = new ArrayList<>(this.own.findByOwner(owner));
		try {
			List<UUID> here = found.stream().map(TaskInfo::taskId).toList();
			this.node.lookup()
				.findByOwner(owner)
				.stream()
				.filter((task) -> !here.contains(task.id()))
				.map((task) -> task.info(this.replicas.settings()))
				.forEach(found::add);
		}
		catch (TaskUnavailableException ex) {
			logger.debug("Only the tasks of this node are listed", ex);
		}
		found.sort(Comparator.comparing(TaskInfo::createdAt).reversed());
		return List.copyOf(found);
	}

	@Override
	public CompletableFuture<TaskInfo> whenEnded(UUID taskId) {
		if (this.own.log(taskId).isPresent()) {
			return this.own.whenEnded(taskId);
		}
		RemoteLog log = remoteLog(taskId);
		if (log == null) {
			return CompletableFuture.failedFuture(new NoSuchElementException("There is no task with the id " + taskId));
		}
		CompletableFuture<Void> ended = new CompletableFuture<>();
		TaskSubscription subscription = log.subscribe(log.lastEventId(), () -> completeIfEnded(log, ended));
		completeIfEnded(log, ended);
		return ended.thenApplyAsync((none) -> {
			TaskInfo info = log.info();
			subscription.close();
			return info;
		}, this.listeners);
	}

	private static void completeIfEnded(TaskLog log, CompletableFuture<Void> ended) {
		if (log.info().status().isFinal()) {
			ended.complete(null);
		}
	}

	/**
	 * Cancel a task. Returns when other nodes know, too.
	 * @throws TaskUnavailableException if the task's node does not answer
	 */
	@Override
	public boolean cancel(UUID taskId) {
		if (this.own.log(taskId).isPresent()) {
			boolean cancelled = this.own.cancel(taskId);
			OwnTask task = this.tasks.find(taskId);
			if (cancelled && task != null && this.node.link().isAvailable()) {
				this.node.link().awaitQuietly(task.settled());
			}
			return cancelled;
		}
		StoredTask task = this.node.lookup().find(taskId);
		return task != null && !task.isEnded() && this.node.requests().ask(Intent.CANCEL, task);
	}

	/**
	 * Remove a finished task. Returns when other nodes know, too.
	 * @throws TaskUnavailableException if the task's node does not answer
	 */
	@Override
	public boolean remove(UUID taskId) {
		Optional<TaskLog> here = this.own.log(taskId);
		if (here.isPresent()) {
			OwnTask task = this.tasks.find(taskId);
			if (!this.own.remove(taskId)) {
				return false;
			}
			if (task != null) {
				this.tasks.remove(task);
			}
			if (this.node.link().isAvailable()) {
				this.node.link().awaitQuietly(this.node.stories().remove(taskId, here.get().owner()));
			}
			return true;
		}
		StoredTask task = this.node.lookup().find(taskId);
		if (task == null || !task.isEnded()) {
			return false;
		}
		boolean removedThere = !this.node.nodes().isMissing(task.node())
				&& this.node.requests().ask(Intent.REMOVE, task);
		return this.node.link().await(this.node.stories().remove(taskId, task.identity().owner())) > 0 || removedThere;
	}

}
