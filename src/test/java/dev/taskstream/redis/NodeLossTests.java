package dev.taskstream.redis;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import dev.taskstream.LoggedEvent;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskStatus;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.test.TaskStory;
import dev.taskstream.test.TaskStream;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node that dies, is paused or stops while its tasks are watched on another.
 */
class NodeLossTests {

	private static final int TASKS = 3;

	private RedisServer redis;

	private RunningService here;

	private NodeProcess there;

	private final List<TaskStream> streams = new ArrayList<>();

	@BeforeEach
	void startNodes() throws Exception {
		this.redis = RedisServer.start();
		String[] arguments = this.redis.arguments("--server.port=0", "--taskstream.stream.keep-alive=500ms",
				"--taskstream.stream.history=10000");
		this.there = NodeProcess.start(TASKS, arguments);
		this.here = RunningService.start(arguments);
		RelayNodes.awaitAvailable(this.here);
		for (UUID id : this.there.tasks()) {
			TaskStream stream = client().open(url(id));
			this.streams.add(stream);
			for (int i = 0; i < 5; i++) {
				stream.next();
			}
		}
	}

	@AfterEach
	void stopNodes() throws Exception {
		this.streams.forEach(TaskStream::close);
		if (this.there != null) {
			this.there.close();
		}
		RelayNodes.close(this.redis, this.here);
	}

	/**
	 * The first task belongs to nobody, the others to this user.
	 */
	private TaskStreamClient client() {
		return TaskStreamClient.forPort(this.here.port()).header("X-User", NodeProcess.OWNER);
	}

	private static String url(UUID id) {
		return "/api/tasks/" + id + "/stream";
	}

	private List<TaskStory> readToTheEnd() {
		for (TaskStream stream : this.streams) {
			while (stream.next() != null) {
				// reads to the end
			}
		}
		return this.streams.stream().map(TaskStream::seen).toList();
	}

	/**
	 * The numbers of the events of which nobody knows are left out before the end.
	 */
	private static void assertThatAllWasSeenUntilTheLoss(TaskStory story) {
		assertThat(story).hasFailedWith("node_lost");
		List<Long> ids = story.logged().stream().map(LoggedEvent::id).toList();
		assertThat(ids.subList(0, ids.size() - 1))
			.containsExactlyElementsOf(LongStream.range(1, ids.size()).boxed().toList());
		assertThat(ids.get(ids.size() - 1)).isGreaterThan(ids.size());
	}

	@Test
	void theTasksOfANodeThatDiesAreLost() throws Exception {
		this.there.dies();

		List<TaskStory> stories = readToTheEnd();
		stories.forEach(NodeLossTests::assertThatAllWasSeenUntilTheLoss);
		for (int i = 0; i < TASKS; i++) {
			UUID id = this.there.tasks().get(i);
			assertThat(client().read(url(id))).hasFailedWith("node_lost");
			assertThatTheEndIsBeyondWhatClientsOfTheNodeHaveSeen(id, stories.get(i));
			assertThat(this.here.tasks().find(id).orElseThrow().status()).isEqualTo(TaskStatus.FAILED);
			assertThat(this.here.tasks().cancel(id)).isFalse();
		}
		UUID next = this.here.tasks()
			.start(new NodeProcess.Ticking(new CountDownLatch(0), 1, 0), null,
					StartOptions.create().key(NodeProcess.KEY))
			.taskId();
		assertThat(this.there.tasks()).doesNotContain(next);
		assertThat(this.here.tasks().remove(this.there.tasks().get(0))).isTrue();
		assertThat(this.here.tasks().find(this.there.tasks().get(0))).isEmpty();
	}

	/**
	 * They may be ahead of what Redis has.
	 */
	private void assertThatTheEndIsBeyondWhatClientsOfTheNodeHaveSeen(UUID id, TaskStory seen) {
		List<LoggedEvent> events = seen.logged();
		TaskStory rest = client().readAfter(url(id), events.get(events.size() - 2).id() + 100);
		assertThat(rest).hasFailedWith("node_lost");
		assertThat(rest.logged()).hasSize(1);
	}

	/**
	 * Nobody can publish the tasks again.
	 */
	@Test
	void theTasksOfANodeThatDiesAreLostEvenIfRedisLosesThemToo() throws Exception {
		this.there.dies();
		this.redis.dies();
		this.redis.restarts();

		for (TaskStory story : readToTheEnd()) {
			assertThatAllWasSeenUntilTheLoss(story);
		}
		for (UUID id : this.there.tasks()) {
			assertThat(client().read(url(id))).hasFailedWith("node_lost");
		}
	}

	@Test
	void aClientThatComesBackFindsATaskThatOnlyThisNodeRemembers() throws Exception {
		this.there.pauses();
		this.streams.forEach(TaskStream::close);
		RelayNodes.awaitNoReplica(this.here);
		this.redis.send("FLUSHALL");

		for (UUID id : this.there.tasks()) {
			assertThat(client().read(url(id))).hasFailedWith("node_lost");
		}
		this.there.goesOn();
		for (UUID id : this.there.tasks()) {
			await().untilAsserted(() -> assertThat(statusThere(id)).contains("node_lost"));
		}
	}

	@Test
	void aTaskThatHasExpiredIsUnknownEvenIfItsNodeIsGone() throws Exception {
		this.streams.forEach(TaskStream::close);
		RelayNodes.awaitNoReplica(this.here);
		assertThat(this.there.stops()).isTrue();

		RelayKeys keys = new RelayKeys("taskstream:");
		for (UUID id : this.there.tasks()) {
			this.redis.send("DEL " + keys.task(id) + " " + keys.events(id));
			assertThat(this.here.tasks().find(id)).isEmpty();
		}
	}

	@Test
	void theListOfAnOwnerSaysThatTasksAreLost() throws Exception {
		assertThat(this.here.tasks().findByOwner(NodeProcess.OWNER)).hasSize(TASKS - 1)
			.allMatch((task) -> task.status() == TaskStatus.RUNNING);
		this.there.dies();
		this.streams.forEach(TaskStream::close);

		await().untilAsserted(() -> assertThat(this.here.tasks().findByOwner(NodeProcess.OWNER)).hasSize(TASKS - 1)
			.allMatch((task) -> task.status() == TaskStatus.FAILED));
	}

	@Test
	void aNodeThatWasPausedFindsItsTasksEnded() throws Exception {
		this.there.pauses();
		List<TaskStory> stories = readToTheEnd();
		this.there.goesOn();

		for (TaskStory story : stories) {
			assertThatAllWasSeenUntilTheLoss(story);
		}
		for (UUID id : this.there.tasks()) {
			await().untilAsserted(() -> assertThat(statusThere(id)).contains("node_lost"));
			assertThat(client().read(url(id))).hasFailedWith("node_lost");
		}
	}

	private String statusThere(UUID id) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.there.port() + "/api/tasks/" + id))
			.header("X-User", NodeProcess.OWNER)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

	@Test
	void theEndsOfANodeThatStopsAreToldBeforeItIsGone() throws Exception {
		assertThat(this.there.stops()).isTrue();

		for (TaskStory story : readToTheEnd()) {
			assertThat(story).isWhole().hasStatus(TaskStatus.CANCELLED).hasErrorCode("shutting_down");
		}
	}

}
