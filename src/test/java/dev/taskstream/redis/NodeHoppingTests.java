package dev.taskstream.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.test.TaskStream;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Watchers that come back to any node, as behind a load balancer, while tasks run on all
 * of them.
 */
class NodeHoppingTests {

	private static final int NODES = 3;

	private static final int TASKS = 6;

	/** Fewer than 256 KiB of events, which is what is kept. */
	private static final int REPORTS = 1000;

	private static final int WATCHERS = 12;

	private final ExecutorService watchers = Executors.newCachedThreadPool();

	private final List<RunningService> nodes = new ArrayList<>();

	private RedisServer redis;

	@AfterEach
	void stopNodes() throws Exception {
		this.watchers.shutdownNow();
		RelayNodes.close(this.redis, this.nodes.toArray(RunningService[]::new));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void noEventIsLostOrDoubled(boolean emptyRedis) throws Exception {
		this.redis = RedisServer.start();
		for (int i = 0; i < NODES; i++) {
			this.nodes.add(RunningService
				.start(this.redis.argumentsWithTimeout("10s", "--taskstream.stream.history=" + 2 * REPORTS)));
		}
		RelayNodes.awaitAvailable(this.nodes.toArray(RunningService[]::new));
		List<Script> tasks = new ArrayList<>();
		List<Future<List<Long>>> stories = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			Script task = new Script();
			TaskStartResponse started = this.nodes.get(i % NODES).tasks().start(task);
			tasks.add(task);
			for (int j = 0; j < WATCHERS / TASKS; j++) {
				stories.add(this.watchers.submit(hopper(started, i * WATCHERS + j)));
			}
		}
		for (Script task : tasks) {
			task.does((progress) -> {
				for (int i = 1; i <= REPORTS; i++) {
					progress.report("report " + i);
					TimeUnit.MILLISECONDS.sleep(2);
				}
			}).completes(null);
		}
		if (emptyRedis) {
			this.redis.send("FLUSHALL");
		}
		for (Future<List<Long>> story : stories) {
			assertThat(story.get(60, TimeUnit.SECONDS))
				.containsExactlyElementsOf(LongStream.rangeClosed(1, REPORTS + 2).boxed().toList());
		}
	}

	/**
	 * Reads a few events on one node after the other, until the end.
	 */
	private Callable<List<Long>> hopper(TaskStartResponse task, long seed) {
		Random random = new Random(seed);
		return () -> {
			List<Long> seen = new ArrayList<>();
			boolean finished = false;
			while (!finished) {
				RunningService node = this.nodes.get(random.nextInt(NODES));
				long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
				try (TaskStream stream = TaskStreamClient.forPort(node.port()).openAfter(task.streamUrl(), last)) {
					LoggedEvent event;
					int left = 1 + random.nextInt(100);
					do {
						event = stream.next();
						if (event != null) {
							seen.add(event.id());
						}
					}
					while (event != null && --left > 0);
					finished = stream.isFinished();
				}
			}
			return seen;
		};
	}

}
