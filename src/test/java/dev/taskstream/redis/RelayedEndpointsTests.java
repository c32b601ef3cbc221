package dev.taskstream.redis;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import dev.taskstream.test.TaskStory;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes, of which each answers for the tasks of the other.
 */
class RelayedEndpointsTests extends TwoNodes {

	@Test
	void aTaskIsWatchedLiveOnAnotherNode() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks().start(task);
		try (TaskStream stream = clientThere().open(started.streamUrl())) {
			assertThat(stream.next().event().type()).isEqualTo("task_started");
			for (int i = 1; i <= 50; i++) {
				task.reports("step " + i);
				assertThat(stream.next().id()).isEqualTo(i + 1);
			}
			task.completes("done");
			assertThat(stream.next().event().type()).isEqualTo("task_completed");
			assertThat(stream.next()).isNull();
			assertThat(stream.seen().result()).isEqualTo("\"done\"");
		}
	}

	@Test
	void theStoryIsTheSameOnBothNodesByteByByte() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks().start(task);
		task.reports("<b>ü\u2028 \uD83D\uDE00 \\ \"</b>\n\tline");
		task.completes(List.of("<x>", 1.5, "\u0085"));
		await().until(() -> here.tasks().find(started.taskId()).orElseThrow().status().isFinal());

		String own = HTTP
			.send(HttpRequest.newBuilder(here.address(started.streamUrl())).build(), BodyHandlers.ofString())
			.body();
		String relayed = sendThere("GET", started.streamUrl()).body();
		assertThat(withoutRetry(relayed)).isEqualTo(withoutRetry(own));
		assertThat(sendThere("GET", path(started)).body()).isEqualTo(
				HTTP.send(HttpRequest.newBuilder(here.address(path(started))).build(), BodyHandlers.ofString()).body());
	}

	private static String withoutRetry(String stream) {
		return stream.substring(stream.indexOf("id: 1"));
	}

	@Test
	void aClientResumesOnAnotherNode() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks().start(task);
		for (int i = 1; i <= 20; i++) {
			task.reports("step " + i);
		}
		task.completes(null);

		TaskStory rest = clientThere().readAfter(started.streamUrl(), 7);
		assertThat(rest.logged()).extracting((logged) -> Long.valueOf(logged.id()))
			.containsExactlyElementsOf(LongStream.rangeClosed(8, 22).boxed().toList());
		assertThat(sendThere("GET", started.streamUrl(), "Last-Event-ID", "22").statusCode()).isEqualTo(204);
	}

	@Test
	void aFloodLosesOnlySupersededProgress() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks().start(task);
		try (TaskStream stream = clientThere().open(started.streamUrl())) {
			task.does((progress) -> {
				for (int i = 0; i < 20_000; i++) {
					progress.report("report " + i, i / 20_000.0);
				}
			}).completes(null);
			while (stream.next() != null) {
				// reads to the end
			}
			TaskStory seen = stream.seen();
			assertThat(seen.status()).isEqualTo(TaskStatus.COMPLETED);
			assertThat(seen.logged()).extracting((logged) -> Long.valueOf(logged.id()))
				.isSorted()
				.doesNotHaveDuplicates();
			assertThat(seen.updates().get(seen.updates().size() - 1).text()).isEqualTo("report 19999");
			assertThat(seen.lastEventId()).isEqualTo(20_002);
		}
	}

	@Test
	void aTaskIsCancelledOnAnotherNode() throws Exception {
		TaskStartResponse started = here.tasks().start(new Script());

		HttpResponse<String> cancelled = sendThere("POST", path(started) + "/cancel");
		assertThat(cancelled.statusCode()).isEqualTo(202);
		assertThat(JSON.readTree(cancelled.body()).path("status").stringValue()).isEqualTo("CANCELLED");
		assertThat(here.tasks().find(started.taskId()).orElseThrow().status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(sendThere("POST", path(started) + "/cancel").statusCode()).isEqualTo(409);
		assertThat(there.tasks().cancel(started.taskId())).isFalse();
	}

	@Test
	void whatOneNodeHasSaidTheOtherKnows() throws Exception {
		for (int i = 0; i < 30; i++) {
			TaskStartResponse started = here.tasks().start(new Script());
			assertThat(sendThere("GET", path(started)).statusCode()).isEqualTo(200);
			assertThat(here.tasks().cancel(started.taskId())).isTrue();
			assertThat(there.tasks().find(started.taskId()).orElseThrow().status()).isEqualTo(TaskStatus.CANCELLED);
			assertThat(here.tasks().remove(started.taskId())).isTrue();
			assertThat(sendThere("GET", path(started)).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void aFinishedTaskIsRemovedOnAnotherNode() throws Exception {
		Script task = new Script();
		TaskStartResponse started = here.tasks().start(task);
		assertThat(sendThere("DELETE", path(started)).statusCode()).isEqualTo(409);
		task.completes(null);
		clientThere().read(started);

		assertThat(sendThere("DELETE", path(started)).statusCode()).isEqualTo(204);
		assertThat(here.tasks().find(started.taskId())).isEmpty();
		assertThat(sendThere("GET", path(started)).statusCode()).isEqualTo(404);
		assertThat(sendThere("DELETE", path(started)).statusCode()).isEqualTo(404);
	}

	@Test
	void tasksOfSeveralNodesShareAStream() throws Exception {
		Script first = new Script();
		Script second = new Script();
		UUID unknown = UUID.randomUUID();
		TaskStartResponse ofHere = here.tasks().start(first);
		TaskStartResponse ofThere = there.tasks().start(second);
		first.reports("one").completes(null);
		second.completes(null);

		String body = sendThere("GET",
				"/api/tasks/stream?taskId=" + ofHere.taskId() + "&taskId=" + ofThere.taskId() + "&taskId=" + unknown)
			.body();
		assertThat(body).contains("\nid: 3.2.x\n").contains("task_not_found");
		assertThat(sendThere("GET", "/api/tasks/stream?taskId=" + ofHere.taskId() + "&taskId=" + ofThere.taskId(),
				"Last-Event-ID", "3.2")
			.statusCode()).isEqualTo(204);
	}

}
