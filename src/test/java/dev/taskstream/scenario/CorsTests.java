package dev.taskstream.scenario;

import java.net.http.HttpResponse;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pages of other origins, by default.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CorsTests {

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	private TaskStartResponse finished;

	private String task;

	@BeforeEach
	void finishTask() {
		this.finished = this.tasks.start(new Puppet().completes(null));
		this.task = "/api/tasks/" + this.finished.taskId();
		await().until(() -> this.tasks.find(this.finished.taskId()).orElseThrow().status().isFinal());
	}

	@ParameterizedTest
	@CsvSource({ "GET, /stream, 200", "GET, '', 200", "GET, /stream?lastEventId=2, 204", "POST, /cancel, 409",
			"PUT, /stream, 405", "GET, x, 400", "DELETE, '', 204", "HEAD, /stream, 200" })
	void everyAnswerIsForAllOriginsWithoutCredentials(String method, String rest, int status) throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port)) {
			peer.sends(method + " " + this.task + rest + " HTTP/1.1", "Host: localhost",
					"Origin: https://app.example.org");

			assertThat(peer.readHead()).startsWith("HTTP/1.1 " + status)
				.containsOnlyOnce("Access-Control-Allow-Origin: *\r\n")
				.doesNotContain("Allow-Credentials");
		}
	}

	@Test
	void answersWithoutOriginCarryTheHeaderToo() throws Exception {
		HttpResponse<String> response = Requests.send(this.port, "GET", this.task);

		assertThat(Requests.header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /stream", "HEAD, /stream", "GET, ''", "DELETE, ''", "POST, /cancel" })
	void preflightSucceeds(String method, String rest) throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port)) {
			peer.sends("OPTIONS " + this.task + rest + " HTTP/1.1", "Host: localhost",
					"Origin: https://app.example.org", "Access-Control-Request-Method: " + method,
					"Access-Control-Request-Headers: last-event-id, authorization, content-type");

			assertThat(peer.readHead()).startsWith("HTTP/1.1 200")
				.contains("Access-Control-Allow-Origin: *\r\n")
				.containsPattern("Access-Control-Allow-Methods: [A-Z,]*" + method)
				.containsIgnoringCase("Access-Control-Allow-Headers: last-event-id, authorization, content-type")
				.doesNotContain("Allow-Credentials");
		}
	}

}
