package dev.taskstream.redis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * Two nodes whose Redis has a replica, which a Sentinel makes the master when the other
 * is gone.
 */
class RedisFailoverTests {

	private static final String MASTER = "main";

	@TempDir
	Path directory;

	private final List<RedisServer> servers = new ArrayList<>();

	private RedisServer master;

	private RedisServer replica;

	private RunningService here;

	private RunningService there;

	@BeforeEach
	void startNodes() throws Exception {
		this.master = started(RedisServer.start());
		this.replica = started(RedisServer.start("--replicaof", "127.0.0.1", String.valueOf(this.master.port())));
		await().until(() -> this.replica.send("INFO replication").contains("master_link_status:up"));
		RedisServer sentinel = started(RedisServer.startSentinel(this.master, MASTER, this.directory));
		await().ignoreExceptions()
			.until(() -> sentinel.send("SENTINEL REPLICAS " + MASTER).contains(String.valueOf(this.replica.port())));
		String[] arguments = Stream.concat(
				Stream.of(this.master.argumentsWithTimeout("10s"))
					.filter((argument) -> !argument.contains("redis.port")),
				Stream.of("--spring.data.redis.sentinel.master=" + MASTER,
						"--spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port()))
			.toArray(String[]::new);
		this.here = RunningService.start(arguments);
		this.there = RunningService.start(arguments);
		RelayNodes.awaitAvailable(this.here, this.there);
	}

	private RedisServer started(RedisServer server) {
		this.servers.add(server);
		return server;
	}

	@AfterEach
	void stopNodes() throws Exception {
		RelayNodes.close(null, this.here, this.there);
		for (RedisServer server : this.servers) {
			server.close();
		}
	}

	@Test
	void watchersOnOtherNodesCatchUpWithTheNewMaster() throws Exception {
		Script task = new Script();
		TaskStartResponse started = this.here.tasks().start(task, null, StartOptions.create().owner("alice"));
		try (TaskStream stream = TaskStreamClient.forPort(this.there.port())
			.header("X-User", "alice")
			.open(started.streamUrl())) {
			task.reports("before");
			stream.next();
			assertThat(stream.next().id()).isEqualTo(2);
			this.master.dies();
			for (int i = 1; i <= 100; i++) {
				task.reports("meanwhile " + i);
			}
			await().until(() -> this.replica.send("INFO replication").contains("role:master"));
			task.completes("done");
			while (stream.next() != null) {
				// reads to the end
			}

			assertThat(stream.seen().logged()).extracting((logged) -> Long.valueOf(logged.id()))
				.containsExactlyElementsOf(LongStream.rangeClosed(1, 103).boxed().toList());
		}
		await().ignoreExceptions()
			.untilAsserted(() -> assertThat(this.there.tasks().findByOwner("alice")).extracting(TaskInfo::taskId)
				.containsExactly(started.taskId()));
	}

}
