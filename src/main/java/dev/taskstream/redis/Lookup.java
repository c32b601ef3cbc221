package dev.taskstream.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import dev.taskstream.TaskError;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStatus;
import dev.taskstream.TaskUnavailableException;
import dev.taskstream.log.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of tasks that other nodes run or have run. What is found is no older than
 * the call, as long as the task's node answers: a client that has seen an event on one
 * node finds it on every other.
 */
final class Lookup {

	/*
	 * Redis may lose a task while its node is paused or dead and cannot publish it again.
	 * `seen` has the active tasks that clients of this node have asked for, so that they
	 * learn how such a task ends. One that is missing although Redis has kept its data
	 * since has ended and expired.
	 */

	/** The reason of a task whose node is gone. */
	static final TaskError NODE_LOST = new TaskError("node_lost", "The node that ran the task is gone.");

	private final RedisLink link;

	private final Stories stories;

	private final Nodes nodes;

	private final Requests requests;

	private final String node;

	private final SeenTasks seen = new SeenTasks();

	Lookup(RedisLink link, Stories stories, Nodes nodes, Requests requests, String node) {
		this.node = node;
		this.link = link;
		this.stories = stories;
		this.nodes = nodes;
		this.requests = requests;
	}

	/**
	 * Find a task, without its events.
	 * @return the task, or {@code null} if it is unknown to Redis
	 * @throws TaskUnavailableException if Redis or the task's node does not answer, so
	 * that a client may have seen more of the task
	 */
	@Nullable StoredTask find(UUID taskId) {
		requireAvailable();
		StoredTask found = this.link.await(this.stories.find(taskId));
		StoredTask task = (found != null) ? this.seen.note(found)
				: this.seen.find(taskId, this.nodes.redisDoubtedNanos());
		if (task == null) {
			requireCertainty();
		}
		if (task == null || task.isEnded()) {
			return task;
		}
		if (this.nodes.isGone(task.node())) {
			lose(task);
		}
		else if (!this.requests.flush(task.node())) {
			throw new TaskUnavailableException("The node of the task is away, and may come back");
		}
		return findNow(taskId);
	}

	/**
	 * Find a task as it is in Redis.
	 * @throws TaskUnavailableException if Redis does not answer or has lost its data
	 */
	@Nullable StoredTask findNow(UUID taskId) {
		StoredTask task = this.link.await(this.stories.find(taskId));
		if (task == null) {
			requireCertainty();
		}
		return task;
	}

	/**
	 * Find the events that are kept of a task, in order.
	 * @throws TaskUnavailableException if Redis does not answer or has lost its data
	 */
	List<StoredEvent> events(StoredTask task) {
		List<StoredEvent> events = new ArrayList<>();
		if (task.started() != null) {
			events.add(task.started());
		}
		List<StoredEvent> newest = this.link.await(this.stories.events(task.id(), 0));
		if (!task.isEnded() && task.last() > (newest.isEmpty() ? 0 : newest.get(newest.size() - 1).id())) {
			throw new TaskUnavailableException("Redis has lost the events of the task in between");
		}
		events.addAll(newest);
		events.addAll(task.essentials());
		return events;
	}

	/**
	 * End a task whose node is gone, unless it has ended. If Redis has lost it, it is
	 * there again afterwards, with nothing but its end.
	 * @return the final event with its number
	 */
	StoredEvent lose(StoredTask task) {
		return this.link.await(this.stories.lose(task, nodeLost(task.id())));
	}

	/**
	 * Return the end of a task of which Redis has nothing.
	 * @param last the number of the last event that is known
	 */
	StoredEvent lost(UUID taskId, long last) {
		return new StoredEvent(last + Stories.LOST_DISTANCE, EventCodec.encode(nodeLost(taskId)));
	}

	private static TaskFailed nodeLost(UUID taskId) {
		return new TaskFailed(taskId, Instant.now().truncatedTo(ChronoUnit.MICROS), TaskStatus.FAILED, NODE_LOST);
	}

	/**
	 * Find the tasks of an owner, the newest first.
	 */
	List<StoredTask> findByOwner(String owner) {
		requireAvailable();
		List<StoredTask> tasks = findAll(this.link.await(this.stories.ownedBy(owner)));
		List<StoredTask> active = tasks.stream().filter((task) -> !task.isEnded()).toList();
		if (active.isEmpty()) {
			return tasks;
		}
		active.stream().filter((task) -> this.nodes.isGone(task.node())).forEach(this::lose);
		active.stream().map(StoredTask::node).distinct().forEach(this::flushIfPossible);
		return findAll(tasks.stream().map(StoredTask::id).toList());
	}

	/**
	 * Flush a node, unless it does not answer: a list need not be of this moment.
	 */
	private void flushIfPossible(String to) {
		try {
			this.requests.flush(to);
		}
		catch (TaskUnavailableException ex) {
			if (!this.link.isAvailable()) {
				throw ex;
			}
		}
	}

	private List<StoredTask> findAll(List<UUID> ids) {
		Map<UUID, CompletionStage<@Nullable StoredTask>> found = new LinkedHashMap<>();
		ids.forEach((id) -> found.put(id, this.stories.find(id)));
		return found.values().stream().map(this.link::await).filter(Objects::nonNull).toList();
	}

	/**
	 * Require that Redis has not lost its data: the nodes publish their tasks again, and
	 * one that is unknown now may be known in a moment.
	 */
	private void requireCertainty() {
		// In this order: a node that finds its inbox missing doubts before it creates
		// another
		if (this.nodes.isMissing(this.node) || this.nodes.isRedisInDoubt()) {
			throw new TaskUnavailableException("Redis has lost its data, and the tasks are being published again");
		}
	}

	private void requireAvailable() {
		if (!this.link.isAvailable()) {
			throw new TaskUnavailableException("Redis does not answer, and this node does not have the task");
		}
	}

}
