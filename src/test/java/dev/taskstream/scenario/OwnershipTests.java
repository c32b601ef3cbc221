package dev.taskstream.scenario;

import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A task that an authenticated user started answers only them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OwnershipTests extends Scenario {

	private static final String[][] ENDPOINTS = { { "GET", "/stream" }, { "HEAD", "/stream" },
			{ "GET", "/stream?lastEventId=2" }, { "GET", "" }, { "POST", "/cancel" }, { "DELETE", "" } };

	@Autowired
	WorkController controller;

	private final Puppet puppet = new Puppet();

	private String taskId;

	@BeforeEach
	void aliceStarts() throws Exception {
		this.controller.starts(this.puppet);
		this.taskId = Requests.json(Requests.send(this.port, "POST", "/work", HeaderLogin.HEADER, "alice"))
			.path("taskId")
			.stringValue();
	}

	@AfterEach
	void finish() {
		this.tasks.cancel(UUID.fromString(this.taskId));
	}

	@Test
	void ownerSeesAndEndsTheTask() throws Exception {
		assertThat(send("GET", "", "alice").statusCode()).isEqualTo(200);
		try (StreamRecorder stream = StreamRecorder.open(Address.of(this.port, "/api/tasks/" + this.taskId + "/stream"),
				HeaderLogin.HEADER, "alice")) {
			stream.next();
			assertThat(send("POST", "/cancel", "alice").statusCode()).isEqualTo(202);
			stream.next();
			stream.endsHere();
		}
		assertThat(send("GET", "/stream?lastEventId=2", "alice").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", "", "alice").statusCode()).isEqualTo(204);
	}

	@Test
	void nobodyElseCanTellItFromAnUnknownTask() throws Exception {
		String unknown = UUID.randomUUID().toString();
		this.puppet.completes(null);
		await().until(() -> this.tasks.find(UUID.fromString(this.taskId)).orElseThrow().status().isFinal());

		for (String caller : new String[] { "bob", null }) {
			for (String[] endpoint : ENDPOINTS) {
				HttpResponse<String> foreign = send(endpoint[0], endpoint[1], caller);
				HttpResponse<String> none = send(endpoint[0], "/api/tasks/" + unknown, endpoint[1], caller);

				assertThat(foreign.statusCode()).isEqualTo(404);
				assertThat(foreign.statusCode()).isEqualTo(none.statusCode());
				assertThat(foreign.body().replace(this.taskId, unknown)).isEqualTo(none.body());
				assertThat(foreign.headers().map().keySet()).isEqualTo(none.headers().map().keySet());
			}
		}
		assertThat(this.tasks.find(UUID.fromString(this.taskId))).isPresent();
	}

	@Test
	void taskOfNobodyAnswersWhoeverKnowsItsId() throws Exception {
		this.controller.starts(new Puppet().completes(null));
		String anonymous = Requests.json(Requests.send(this.port, "POST", "/work")).path("taskId").stringValue();

		assertThat(send("GET", "/api/tasks/" + anonymous, "", "bob").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/api/tasks/" + anonymous, "", null).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> send(String method, String rest, String user) throws Exception {
		return send(method, "/api/tasks/" + this.taskId, rest, user);
	}

	private HttpResponse<String> send(String method, String task, String rest, String user) throws Exception {
		return (user != null) ? Requests.send(this.port, method, task + rest, HeaderLogin.HEADER, user)
				: Requests.send(this.port, method, task + rest);
	}

}
