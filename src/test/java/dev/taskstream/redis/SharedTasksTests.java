package dev.taskstream.redis;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What controllers of two nodes know of each other's tasks.
 */
class SharedTasksTests extends TwoNodes {

	@Test
	void anOwnerFindsTheTasksOfAllNodesAndNobodyElseDoes() throws Exception {
		StartOptions options = StartOptions.create().owner("alice");
		Script task = new Script();
		TaskStartResponse ofHere = here.tasks().start(task, null, options);
		TaskStartResponse ofThere = there.tasks().start(new Script(), null, options);
		task.completes("a result");
		here.tasks().whenEnded(ofHere.taskId()).get(20, TimeUnit.SECONDS);

		assertThat(there.tasks().findByOwner("alice")).extracting(TaskInfo::taskId)
			.containsExactly(ofThere.taskId(), ofHere.taskId());
		JsonNode list = JSON.readTree(sendThere("GET", "/api/tasks?status=COMPLETED", "X-User", "alice").body());
		assertThat(list.path("tasks").size()).isEqualTo(1);
		assertThat(list.path("tasks").path(0).path("result").isNull()).isTrue();
		assertThat(sendThere("GET", path(ofHere), "X-User", "alice").statusCode()).isEqualTo(200);
		assertThat(sendThere("GET", path(ofHere), "X-User", "mallory").statusCode()).isEqualTo(404);
		assertThat(sendThere("POST", path(ofHere) + "/cancel").statusCode()).isEqualTo(404);
		assertThat(there.tasks().findByOwner("mallory")).isEmpty();
	}

	@Test
	void aFutureOfTheEndCompletesOnAnotherNode() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks().start(task);
		var ended = there.tasks().whenEnded(started.taskId());
		assertThat(ended).isNotDone();
		task.completes(42);

		assertThat(ended.get(20, TimeUnit.SECONDS).result()).isEqualTo("42");
		assertThat(there.tasks().whenEnded(started.taskId()).get(20, TimeUnit.SECONDS).status())
			.isEqualTo(TaskStatus.COMPLETED);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> there.tasks().whenEnded(UUID.randomUUID()).get(20, TimeUnit.SECONDS));
	}

	@Test
	void aKeyHoldsOnAllNodes() throws Exception {
		for (int i = 0; i < 10; i++) {
			StartOptions options = StartOptions.create().key("import " + i);
			Script task = new Script();
			TaskStartResponse first = here.tasks().start(task, null, options);
			assertThat(there.tasks().start(new Script(), null, options).taskId()).isEqualTo(first.taskId());
			assertThat(there.tasks().start(new Script(), null, options.owner("bob")).taskId())
				.isNotEqualTo(first.taskId());
			task.completes(null);
			there.tasks().whenEnded(first.taskId()).get(20, TimeUnit.SECONDS);

			assertThat(there.tasks().start(new Script(), null, options).taskId()).isNotEqualTo(first.taskId());
		}
		here.tasks().findByOwner("bob").forEach((task) -> here.tasks().cancel(task.taskId()));
	}

	@Test
	void nothingIsLeftOfATaskAfterItsRetention() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks()
			.start(task, null, StartOptions.create().retention(Duration.ofSeconds(1)));
		task.completes(null);
		here.tasks().whenEnded(started.taskId()).get(20, TimeUnit.SECONDS);

		await().until(() -> !redis.send("KEYS *").contains(started.taskId().toString()));
		assertThat(sendThere("GET", path(started)).statusCode()).isEqualTo(404);
	}

	@Test
	void aNodeHearsOnlyOfTasksThatAreWatchedOnIt() throws Exception {
		Script watched = new Script();
		Script unwatched = new Script();
		TaskStartResponse started = here.tasks().start(watched);
		here.tasks().start(unwatched);
		try (TaskStream stream = clientThere().open(started.streamUrl())) {
			stream.next();
			unwatched.reports("nobody sees this").completes(null);
			watched.reports("seen");
			stream.next();
		}
		await().until(() -> there.streams().size() == 0);
		RelayNodes.awaitNoReplica(there);
		watched.completes(null);
	}

}
