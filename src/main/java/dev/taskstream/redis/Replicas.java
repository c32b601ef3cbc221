package dev.taskstream.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.TaskSubscription;
import dev.taskstream.log.LogSettings;
import dev.taskstream.log.ReplicaLog;
import dev.taskstream.log.TaskIdentity;
import dev.taskstream.redis.RelayMessage.Intent;
import dev.taskstream.redis.RelayMessage.TaskAt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replicas of tasks that somebody watches on this node while another node runs them.
 * However many watch, a task is read once.
 */
final class Replicas {

	/*
	 * A replica exists while it has readers, which are counted under the map's lock for
	 * its task. Events are appended by the thread that has fetched them: the log takes
	 * each once and in order, and appending is synchronized so that two batches do not
	 * mix.
	 */

	private static final Logger logger = LoggerFactory.getLogger(Replicas.class);

	private static final int TASKS_PER_MESSAGE = 500;

	private final RelayNode node;

	private final LogSettings settings;

	private final Map<UUID, Replica> replicas = new ConcurrentHashMap<>();

	Replicas(RelayNode node, LogSettings settings) {
		this.node = node;
		this.settings = settings;
	}

	LogSettings settings() {
		return this.settings;
	}

	/**
	 * Return the log of a task that is watched here, or {@code null}.
	 */
	@Nullable ReplicaLog find(UUID taskId) {
		Replica replica = this.replicas.get(taskId);
		return (replica != null) ? replica.log : null;
	}

	int size() {
		return this.replicas.size();
	}

	/**
	 * Subscribe a reader to a task.
	 * @param events the events that are kept of it
	 */
	TaskSubscription subscribe(StoredTask task, List<StoredEvent> events, long lastEventId, Runnable signal) {
		Replica replica = this.replicas.compute(task.id(), (id, current) -> {
			Replica shared = (current != null) ? current : new Replica(task, this.settings);
			shared.readers++;
			return shared;
		});
		replica.append(events);
		TaskSubscription subscription = replica.log.subscribe(lastEventId, signal, () -> release(replica));
		if (!replica.log.isEnded()) {
			this.node.nodes().use(task.node());
			tell(Intent.WATCH, replica.node, List.of(replica.at()));
		}
		return subscription;
	}

	private void release(Replica replica) {
		Replica left = this.replicas.computeIfPresent(replica.id, (id, current) -> {
			current.readers--;
			return (current.readers > 0) ? current : null;
		});
		if (left == null && !replica.log.isEnded()) {
			tell(Intent.UNWATCH, replica.node, List.of(replica.at()));
		}
	}

	/**
	 * Send a message that will be repeated or does not matter much.
	 */
	private void tell(Intent intent, String to, List<TaskAt> tasks) {
		if (this.node.link().isAvailable()) {
			this.node.inboxes().send(to, RelayMessage.about(intent, this.node.id(), tasks));
		}
	}

	/**
	 * Tell all nodes which of their tasks are watched here. Called every few beats.
	 */
	void renew() {
		Map<String, List<TaskAt>> watched = new HashMap<>();
		for (Replica replica : this.replicas.values()) {
			if (!replica.log.isEnded()) {
				this.node.nodes().use(replica.node);
				watched.computeIfAbsent(replica.node, (to) -> new ArrayList<>()).add(replica.at());
			}
		}
		watched.forEach(this::watch);
	}

	private void watch(String to, List<TaskAt> tasks) {
		for (int from = 0; from < tasks.size(); from += TASKS_PER_MESSAGE) {
			List<TaskAt> some = tasks.subList(from, Math.min(from + TASKS_PER_MESSAGE, tasks.size()));
			this.node.inboxes().send(to, RelayMessage.about(Intent.WATCH, this.node.id(), some));
		}
	}

	/**
	 * End the watched tasks of a node that is gone.
	 */
	void lose(String gone) {
		for (Replica replica : this.replicas.values()) {
			if (replica.node.equals(gone) && !replica.log.isEnded()) {
				StoredEvent end = this.node.lookup().lose(replica.known());
				fetch(List.of(replica));
				replica.append(List.of(end));
				if (!replica.log.isEnded()) {
					// More was seen here than Redis has had
					replica.append(List.of(this.node.lookup().lost(replica.id, replica.log.lastEventId())));
				}
			}
		}
	}

	/**
	 * Fetch the new events of tasks, as far as they are watched here.
	 */
	void refresh(Collection<TaskAt> tasks) {
		Map<Replica, Long> behind = new LinkedHashMap<>();
		for (TaskAt task : tasks) {
			Replica replica = this.replicas.get(task.taskId());
			if (replica != null && replica.log.lastEventId() < task.last()) {
				behind.put(replica, task.last());
			}
		}
		fetch(behind.keySet());
		behind.forEach(this::endIfForgotten);
	}

	/**
	 * End a task that neither its node nor Redis has any more.
	 */
	private void endIfForgotten(Replica replica, long last) {
		long here = replica.log.lastEventId();
		if (here < last && !replica.log.isEnded() && this.node.lookup().findNow(replica.id) == null) {
			replica.append(List.of(this.node.lookup().lost(replica.id, here)));
		}
	}

	private void fetch(Collection<Replica> behind) {
		Map<Replica, CompletionStage<List<StoredEvent>>> answers = new LinkedHashMap<>();
		for (Replica replica : behind) {
			answers.put(replica, this.node.stories().events(replica.id, replica.log.lastEventId()));
		}
		answers.forEach((replica, answer) -> {
			List<StoredEvent> events = this.node.link().await(answer);
			if (isMissingStart(replica, events)) {
				StoredTask task = this.node.link().await(this.node.stories().find(replica.id));
				events = (task != null) ? this.node.lookup().events(task) : events;
			}
			replica.append(events);
		});
	}

	private static boolean isMissingStart(Replica replica, List<StoredEvent> events) {
		return replica.log.lastEventId() == 0 && (events.isEmpty() || events.get(0).id() > 1);
	}

	/**
	 * A task that is watched here.
	 */
	private static final class Replica {

		private final UUID id;

		private final TaskIdentity identity;

		private final String node;

		private final ReplicaLog log;

		// Guarded by the map

		private int readers;

		Replica(StoredTask task, LogSettings settings) {
			this.id = task.id();
			this.identity = task.identity();
			this.node = task.node();
			this.log = new ReplicaLog(task.identity(), settings);
		}

		StoredTask known() {
			return new StoredTask(this.identity, this.node, this.log.lastEventId(), null, null, null);
		}

		TaskAt at() {
			return new TaskAt(this.id, this.log.lastEventId());
		}

		synchronized void append(List<StoredEvent> events) {
			for (StoredEvent event : events) {
				try {
					this.log.append(event.id(), event.data());
				}
				catch (RuntimeException ex) {
					logger.debug("An event of another version is not understood", ex);
				}
			}
		}

	}

}
