package dev.taskstream.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.test.TaskStream;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes that share a Redis Cluster of three servers, each with a third of the hash
 * slots.
 */
class RedisClusterTests {

	private static final int SERVERS = 3;

	private static final int SLOTS = 16_384;

	@TempDir
	Path directory;

	private final List<RedisServer> servers = new ArrayList<>();

	private final List<RunningService> nodes = new ArrayList<>();

	@BeforeEach
	void startNodes() throws Exception {
		for (int i = 0; i < SERVERS; i++) {
			Path home = Files.createDirectory(this.directory.resolve("server" + i));
			this.servers.add(RedisServer.start("--cluster-enabled", "yes", "--dir", home.toString()));
		}
		for (int i = 0; i < SERVERS; i++) {
			RedisServer server = this.servers.get(i);
			server.send("CLUSTER ADDSLOTSRANGE " + (i * SLOTS / SERVERS) + " " + ((i + 1) * SLOTS / SERVERS - 1));
			server.send("CLUSTER MEET 127.0.0.1 " + this.servers.get(0).port());
		}
		await().until(() -> this.servers.stream().allMatch(RedisClusterTests::isReady));
		String addresses = this.servers.stream()
			.map((server) -> "127.0.0.1:" + server.port())
			.collect(Collectors.joining(","));
		for (int i = 0; i < 2; i++) {
			this.nodes.add(RunningService.start(
					Stream
						.concat(Stream.of(this.servers.get(0).argumentsWithTimeout("10s"))
							.filter((argument) -> !argument.contains("redis.port")),
								Stream.of("--spring.data.redis.cluster.nodes=" + addresses))
						.toArray(String[]::new)));
		}
		RelayNodes.awaitAvailable(this.nodes.toArray(RunningService[]::new));
	}

	private static boolean isReady(RedisServer server) {
		try {
			return server.send("CLUSTER INFO").contains("cluster_state:ok") && server.send("CLUSTER NODES")
				.lines()
				.filter((line) -> line.contains("connected"))
				.count() == SERVERS;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@AfterEach
	void stopNodes() throws Exception {
		RelayNodes.close(null, this.nodes.toArray(RunningService[]::new));
		for (RedisServer server : this.servers) {
			server.close();
		}
	}

	@Test
	void tasksInAllHashSlotsAreRelayed() throws Exception {
		List<Script> tasks = new ArrayList<>();
		List<TaskStartResponse> started = new ArrayList<>();
		List<TaskStream> streams = new ArrayList<>();
		TaskStreamClient client = TaskStreamClient.forPort(this.nodes.get(1).port());
		StartOptions options = StartOptions.create().owner("alice");
		for (int i = 0; i < 12; i++) {
			Script task = new Script();
			tasks.add(task);
			started.add(this.nodes.get(0).tasks().start(task, null, options.key("task " + i)));
			assertThat(this.nodes.get(1).tasks().start(new Script(), null, options.key("task " + i)))
				.isEqualTo(started.get(i));
			streams.add(client.header("X-User", "alice").open(started.get(i).streamUrl()));
		}
		assertThat(this.nodes.get(1).tasks().findByOwner("alice")).extracting(TaskInfo::taskId)
			.containsExactlyInAnyOrderElementsOf(started.stream().map(TaskStartResponse::taskId).toList());
		assertThat(this.nodes.get(1).tasks().cancel(started.get(11).taskId())).isTrue();
		for (int i = 0; i < 11; i++) {
			tasks.get(i).reports("one").reports("two").completes(i);
			while (streams.get(i).next() != null) {
				// reads to the end
			}
			assertThat(streams.get(i).seen().logged()).extracting((logged) -> Long.valueOf(logged.id()))
				.containsExactlyElementsOf(LongStream.rangeClosed(1, 4).boxed().toList());
			streams.get(i).close();
		}
		streams.get(11).close();
	}

}
