package dev.taskstream.scenario;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where in the story a client begins to read.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class JoinTests extends Scenario {

	private final Puppet puppet = new Puppet();

	private TaskStartResponse started;

	@BeforeEach
	void startWithThreeEvents() {
		this.started = this.tasks.start(this.puppet.reports("a").reports("b"));
		await().until(() -> this.tasks.log(this.started.taskId()).orElseThrow().lastEventId() == 3);
	}

	@Test
	void lateClientGetsTheStorySoFarAndThenWhatHappens() throws Exception {
		try (StreamRecorder late = open("")) {
			assertThat(List.of(late.next().id(), late.next().id(), late.next().id())).containsExactly(1L, 2L, 3L);

			this.puppet.reports("c").completes(null);

			assertThat(ids(late)).containsExactly(4L, 5L);
			late.endsHere();
		}
	}

	@Test
	void lateClientOfAFinishedTaskGetsItsWholeStory() throws Exception {
		this.puppet.completes(null);
		await().until(() -> this.tasks.find(this.started.taskId()).orElseThrow().status().isFinal());

		try (StreamRecorder late = open("")) {
			assertThat(ids(late)).containsExactly(1L, 2L, 3L, 4L);
		}
	}

	@Test
	void returningClientGetsWhatFollows() throws Exception {
		this.puppet.completes(null);

		try (StreamRecorder back = open("", "Last-Event-ID", "2")) {
			assertThat(ids(back)).containsExactly(3L, 4L);
		}
	}

	@Test
	void clientThatHasSeenAllSoFarGetsOnlyWhatHappensThen() throws Exception {
		try (StreamRecorder back = open("", "Last-Event-ID", "3")) {
			this.puppet.completes(null);

			assertThat(ids(back)).containsExactly(4L);
		}
	}

	@Test
	void parameterDoesTheSameAsTheHeader() throws Exception {
		this.puppet.completes(null);

		try (StreamRecorder back = open("?lastEventId=2")) {
			assertThat(ids(back)).containsExactly(3L, 4L);
		}
	}

	@Test
	void headerWinsOverTheParameter() throws Exception {
		this.puppet.completes(null);

		try (StreamRecorder back = open("?lastEventId=1", "Last-Event-ID", "3")) {
			assertThat(ids(back)).containsExactly(4L);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "-1", "+2", "1.5", "2 2", "0x2", "5", "99999999999999999999999", "\u0662" })
	void unusableIdIsAsIfAbsent(String id) throws Exception {
		this.puppet.completes(null);
		await().until(() -> this.tasks.find(this.started.taskId()).orElseThrow().status().isFinal());

		try (StreamRecorder byParameter = open("?lastEventId=" + java.net.URLEncoder.encode(id, "UTF-8"))) {
			assertThat(ids(byParameter)).containsExactly(1L, 2L, 3L, 4L);
		}
		if (id.chars().allMatch((c) -> c < 128)) {
			try (StreamRecorder byHeader = open("", "Last-Event-ID", id)) {
				assertThat(ids(byHeader)).containsExactly(1L, 2L, 3L, 4L);
			}
		}
	}

	@Test
	void unusableHeaderLeavesTheParameterInForce() throws Exception {
		this.puppet.completes(null);

		try (StreamRecorder back = open("?lastEventId=3", "Last-Event-ID", "undefined")) {
			assertThat(ids(back)).containsExactly(4L);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void clientThatHasSeenTheEndGets204(boolean byHeader) throws Exception {
		this.puppet.completes(null);
		await().until(() -> this.tasks.find(this.started.taskId()).orElseThrow().status().isFinal());

		HttpRequest.Builder request = HttpRequest
			.newBuilder(Address.of(this.port, this.started.streamUrl() + (byHeader ? "" : "?lastEventId=4")));
		if (byHeader) {
			request.header("Last-Event-ID", "4");
		}
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(request.build(), HttpResponse.BodyHandlers.ofString());

		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
	}

	@Test
	void clientThatFellBehindSkipsOnlySupersededProgress() throws Exception {
		for (int i = 0; i < 400; i++) {
			this.puppet.reports("more " + i);
		}
		this.puppet.completes("x");
		await().until(() -> this.tasks.find(this.started.taskId()).orElseThrow().status().isFinal());

		try (StreamRecorder late = open("")) {
			List<StreamRecorder.Event> events = late.rest();
			assertThat(events).hasSize(257);
			assertThat(events.get(0).type()).isEqualTo("task_started");
			assertThat(events.get(1).id()).isEqualTo(404 - 255);
			assertThat(events.get(255).text()).isEqualTo("more 399");
			assertThat(events.get(256).type()).isEqualTo("task_completed");
		}
	}

	private StreamRecorder open(String query, String... headers) throws Exception {
		return StreamRecorder.open(Address.of(this.port, this.started.streamUrl() + query), headers);
	}

	private static List<Long> ids(StreamRecorder stream) throws InterruptedException {
		return stream.rest().stream().map(StreamRecorder.Event::id).toList();
	}

}
