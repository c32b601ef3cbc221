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
		return ask(intent, task.node(), List.of(new TaskAt(task.id(), task.last())));
	}

	/**
	 * Wait until all events that a node has now are in Redis, unless the node does not
	 * answer.
	 */
	void flush(String to) {
		if (this.nodes.isSilent(to)) {
			return;
		}
		try {
			ask(Intent.FLUSH, to, List.of());
		}
		catch (TaskUnavailableException ex) {
			if (!this.link.isAvailable()) {
				throw ex;
			}
		}
	}

	private boolean ask(Intent intent, String to, List<TaskAt> tasks) {
		String request = UUID.randomUUID().toString();
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		this.pending.put(request, answer);
		try {
			@Nullable String sent = this.link.await(this.inboxes.send(to, RelayMessage.ask(intent, this.node, tasks, request)));
			if (sent == null) {
				throw new TaskUnavailableException("The node of the task is gone");
			}
			return this.link.awaitNode(answer);
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
