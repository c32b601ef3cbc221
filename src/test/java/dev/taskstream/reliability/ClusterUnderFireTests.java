package dev.taskstream.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.taskstream.redis.NodeProcess;
import dev.taskstream.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three nodes behind a proxy that cuts every connection after a few seconds and sends the
 * client to another node. One node is killed, one is paused for longer than nodes wait
 * for it, and Redis is killed and comes back empty.
 */
class ClusterUnderFireTests {

	private static final int NODES = 3;

	private static final int TASKS_PER_NODE = Size.of("cluster-tasks", 60) / NODES;

	private static final int REPORTS = 60;

	/** Three processes and all clients share the machine. */
	private static final int PAUSE_MILLIS = Math.max(400, 6 * TASKS_PER_NODE);

	private static final int CUT_AFTER_MILLIS = 5 * PAUSE_MILLIS;

	/** A client that is told to come back later does so. */
	private static final int REFUSED_MILLIS = 1000;

	private static final Duration PATIENCE = Duration.ofMillis(60_000 + REPORTS * PAUSE_MILLIS);

	private final long seed = Size.seed();

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final Map<UUID, Integer> received = new ConcurrentHashMap<>();

	private final Set<UUID> answered = ConcurrentHashMap.newKeySet();

	private final List<NodeProcess> nodes = new ArrayList<>();

	private RedisServer redis;

	@AfterEach
	void stopNodes() throws Exception {
		this.clients.shutdownNow();
		for (NodeProcess node : this.nodes) {
			node.close();
		}
		if (this.redis != null) {
			this.redis.close();
		}
	}

	@Test
	void everyClientGetsTheStoryOrLearnsThatItsNodeIsLost() throws Exception {
		this.redis = RedisServer.start();
		String[] arguments = this.redis.argumentsWithTimeout("3s", "--server.port=0",
				"--taskstream.executor.pool-size=" + TASKS_PER_NODE, "--taskstream.stream.keep-alive=500ms",
				"--taskstream.stream.max-streams-per-owner=0");
		List<Future<NodeProcess>> starting = new ArrayList<>();
		for (int i = 0; i < NODES; i++) {
			starting
				.add(this.clients.submit(() -> NodeProcess.start(TASKS_PER_NODE, REPORTS, PAUSE_MILLIS, arguments)));
		}
		for (Future<NodeProcess> node : starting) {
			this.nodes.add(node.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		}
		Set<UUID> mayBeLost = new HashSet<>(this.nodes.get(1).tasks());
		mayBeLost.addAll(this.nodes.get(2).tasks());
		try (RoundRobinProxy proxy = new RoundRobinProxy(this.nodes.stream().map(NodeProcess::port).toList(),
				CUT_AFTER_MILLIS, this.seed)) {
			List<Story> stories = new ArrayList<>();
			for (NodeProcess node : this.nodes) {
				for (UUID id : node.tasks()) {
					stories.add(new Story(id, this.clients.submit(() -> readPersistently(proxy.port(), id))));
				}
			}
			for (NodeProcess node : this.nodes) {
				node.begins();
			}
			awaitEvents(5, this.nodes.toArray(NodeProcess[]::new));
			this.nodes.get(1).dies();
			this.nodes.get(2).pauses();
			this.answered.clear();
			awaitEvents(10, this.nodes.get(0));
			// No node knows of a task that it was not asked for before Redis has lost it
			await().atMost(PATIENCE).until(() -> this.answered.size() == NODES * TASKS_PER_NODE);
			this.redis.dies();
			this.redis.restarts();
			awaitEvents(10, this.nodes.get(0));
			this.nodes.get(2).goesOn();

			for (Story story : stories) {
				check(story.events.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), story.taskId,
						mayBeLost.contains(story.taskId));
			}
		}
	}

	/**
	 * Waits until the clients have received so many more events of each task, or all.
	 */
	private void awaitEvents(int count, NodeProcess... of) {
		Map<UUID, Integer> before = Map.copyOf(this.received);
		await().atMost(PATIENCE)
			.until(() -> Stream.of(of)
				.flatMap((node) -> node.tasks().stream())
				.allMatch((id) -> this.received.getOrDefault(id, 0) >= Math.min(before.getOrDefault(id, 0) + count,
						REPORTS + 2)));
	}

	private void check(List<EventStream.Event> story, UUID id, boolean mayBeLost) {
		EventStream.Event last = story.get(story.size() - 1);
		int reports = story.size() - 2;
		assertThat(story.get(0).type()).isEqualTo("task_started");
		for (int i = 1; i <= reports; i++) {
			assertThat(story.get(i).id()).as("task %s, seed %s", id, this.seed).isEqualTo(String.valueOf(i + 1));
			assertThat(story.get(i).member("text")).isEqualTo(NodeProcess.report(i));
		}
		if (mayBeLost && last.type().equals("task_failed")) {
			assertThat(last.data()).contains("node_lost");
		}
		else {
			assertThat(last.type()).as("the end of %s, seed %s: %s", id, this.seed, last).isEqualTo("task_completed");
			assertThat(reports).isEqualTo(REPORTS);
		}
	}

	/**
	 * Reads like an {@code EventSource}: comes back after every cut until the end is
	 * there.
	 */
	private List<EventStream.Event> readPersistently(int port, UUID id) {
		List<EventStream.Event> seen = new ArrayList<>();
		while (seen.isEmpty() || !seen.get(seen.size() - 1).isFinal()) {
			String position = seen.isEmpty() ? "" : seen.get(seen.size() - 1).id();
			boolean refused = false;
			try {
				Answer answer = Answer.of(port, "/api/tasks/" + id + "/stream", "X-User: alice",
						"Last-Event-ID: " + position);
				assertThat(answer.status())
					.as("the answer to task %s after %s, seed %s: %s", id, position, this.seed, answer.head())
					.isIn(0, 200, 503);
				seen.addAll(answer.events());
				refused = answer.complete() && answer.events().isEmpty();
				this.received.put(id, seen.size());
				if (answer.status() > 0) {
					this.answered.add(id);
				}
			}
			catch (IOException ex) {
				// cut
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(refused ? REFUSED_MILLIS : 100));
		}
		return seen;
	}

	/**
	 * What a client receives of a task.
	 */
	private record Story(UUID taskId, Future<List<EventStream.Event>> events) {

	}

}
