package dev.taskstream.redis;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.TaskUnavailableException;
import dev.taskstream.redis.RelayMessage.Intent;
import dev.taskstream.redis.RelayMessage.TaskAt;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this node that wait for the answers of others.
 */
final class Requests {

	private final RedisLink link;

	private final Inboxes inboxes;

	private final Nodes nodes;

	private final String node;

	private final Map<String, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();

	Requests(RedisLink link, Inboxes inboxes, Nodes nodes, String node) {
		this.link = link;
		this.inboxes = inboxes;
		this.nodes = nodes;
		this.node = node;
	}

	/**
	 * Ask the node of a task to do something, and wait for its answer.
	 * @return the answer
	 * @throws TaskUnavailableException if there is none in time
	 */
	boolean ask(Intent intent, StoredTask task) {
		Boolean answer = ask(intent, task.node(), List.of(new TaskAt(task.id(), task.last())));
		if (answer == null) {
			throw new TaskUnavailableException("The node of the task is gone");
		}
		return answer;
	}

	/**
	 * Wait until all events that a node has now are in Redis.
	 * @return {@code false} if the node has no inbox
	 * @throws TaskUnavailableException if it has one and does not answer in time
	 */
	boolean flush(String to) {
		if (this.nodes.isSilent(to)) {
			throw new TaskUnavailableException("The node of the task has not answered lately");
		}
		return ask(Intent.FLUSH, to, List.of()) != null;
	}

	/**
	 * Ask a node.
	 * @return the answer, {@code null} if the node has no inbox
	 */
	private @Nullable Boolean ask(Intent intent, String to, List<TaskAt> tasks) {
		String request = UUID.randomUUID().toString();
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		this.pending.put(request, answer);
		try {
			RelayMessage message = RelayMessage.ask(intent, this.node, tasks, request);
			return (this.link.await(this.inboxes.send(to, message)) != null) ? this.link.awaitNode(answer) : null;
		}
		catch (TaskUnavailableException ex) {
			this.nodes.silent(to);
			throw ex;
		}
		finally {
			this.pending.remove(request);
		}
	}

	void answered(RelayMessage answer) {
		CompletableFuture<Boolean> request = (answer.request() != null) ? this.pending.get(answer.request()) : null;
		if (request != null) {
			request.complete(answer.positive());
		}
	}

}
