package dev.taskstream.redis;

import java.util.List;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import dev.taskstream.log.ReplicaLog;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskLog} of a task of another node, as it was found in Redis. It is live while
 * somebody watches the task on this node.
 */
final class RemoteLog implements TaskLog {

	private final StoredTask task;

	private final List<StoredEvent> events;

	private final Replicas replicas;

	/**
	 * Create a log.
	 * @param events the events that are kept of the task
	 */
	RemoteLog(StoredTask task, List<StoredEvent> events, Replicas replicas) {
		this.task = task;
		this.events = events;
		this.replicas = replicas;
	}

	@Override
	public TaskInfo info() {
		ReplicaLog live = live();
		return (live != null) ? live.info() : this.task.info(this.replicas.settings());
	}

	@Override
	public @Nullable String owner() {
		return this.task.identity().owner();
	}

	@Override
	public long lastEventId() {
		ReplicaLog live = live();
		return (live != null) ? live.lastEventId() : this.task.last();
	}

	/**
	 * Return the replica, unless what was found is newer.
	 */
	private @Nullable ReplicaLog live() {
		ReplicaLog log = this.replicas.find(this.task.id());
		return (log != null && log.lastEventId() >= this.task.last()) ? log : null;
	}

	@Override
	public TaskSubscription subscribe(long lastEventId, Runnable signal) {
		return this.replicas.subscribe(this.task, this.events, lastEventId, signal);
	}

}
