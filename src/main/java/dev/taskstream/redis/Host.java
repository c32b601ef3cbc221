package dev.taskstream.redis;

import java.util.List;

import dev.taskstream.engine.TaskEngine;
import dev.taskstream.redis.RelayMessage.Intent;
import dev.taskstream.redis.RelayMessage.TaskAt;

/**
 * The part of a node that does what other nodes ask of the tasks that run on it.
 */
final class Host {

	private final RelayNode node;

	private final TaskEngine engine;

	private final OwnTasks tasks;

	private final RelayWriter writer;

	Host(RelayNode node, TaskEngine engine, OwnTasks tasks, RelayWriter writer) {
		this.node = node;
		this.engine = engine;
		this.tasks = tasks;
		this.writer = writer;
	}

	/**
	 * Tell a node from now on about the events of tasks, and at once about those that it
	 * does not have.
	 */
	void watch(RelayMessage message) {
		List<TaskAt> news = message.tasks()
			.stream()
			.map((task) -> new TaskAt(task.taskId(), newest(message.node(), task)))
			.filter((task) -> !message.tasks().contains(task))
			.toList();
		if (!news.isEmpty()) {
			this.node.inboxes().send(message.node(), RelayMessage.about(Intent.EVENTS, this.node.id(), news));
		}
	}

	/**
	 * Return the number of the newest event of a task. One that is unknown here must have
	 * ended, and its watcher looks after it.
	 */
	private long newest(String watcher, TaskAt task) {
		OwnTask own = this.tasks.find(task.taskId());
		return (own != null) ? Math.max(own.watch(watcher, this.node.settings().nodeTimeout()), task.last())
				: task.last() + 1;
	}

	void unwatch(RelayMessage message) {
		for (TaskAt task : message.tasks()) {
			OwnTask own = this.tasks.find(task.taskId());
			if (own != null) {
				own.unwatch(message.node());
			}
		}
	}

	/**
	 * Do what a node asks for, and answer when its effect is in Redis.
	 */
	void request(RelayMessage message) {
		boolean done = message.tasks().stream().allMatch((task) -> switch (message.intent()) {
			case CANCEL -> this.engine.service().cancel(task.taskId());
			case REMOVE -> remove(task);
			default -> false;
		});
		this.writer.answer(message.node(), message.answer(this.node.id(), done));
	}

	private boolean remove(TaskAt task) {
		OwnTask own = this.tasks.find(task.taskId());
		if (own == null || !this.engine.service().remove(task.taskId())) {
			return false;
		}
		this.tasks.remove(own);
		this.node.stories().remove(own.id(), own.log().owner());
		return true;
	}

}
