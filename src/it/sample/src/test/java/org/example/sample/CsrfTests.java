package org.example.sample;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class CsrfTests {

	@LocalServerPort
	private int port;

	@Test
	void aSessionNeedsTheTokenToCancelAndToRemoveButNotToWatch() {
		Caller ada = Caller.withSession(this.port, "ada");
		TaskStartResponse started = ada.start("/api/waits", "");
		String task = "/api/tasks/" + started.taskId();

		try (TaskStream stream = ada.streams().open(started.streamUrl())) {
			assertThat(ada.postWithoutCsrfToken(task + "/cancel").statusCode()).isEqualTo(403);
			assertThat(ada.post(task + "/cancel", "").statusCode()).isEqualTo(202);
			while (stream.next() != null) {
				continue;
			}
			assertThat(stream.seen()).isCancelled();
		}
		assertThat(ada.deleteWithoutCsrfToken(task).statusCode()).isEqualTo(403);
		assertThat(ada.delete(task).statusCode()).isEqualTo(204);
	}

	@Test
	void aTokenOfItsOwnNeedsNoOther() {
		Caller ada = Caller.withToken(this.port, "ada");
		String task = "/api/tasks/" + ada.start("/api/waits", "").taskId();

		assertThat(ada.postWithoutCsrfToken(task + "/cancel").statusCode()).isEqualTo(202);
		assertThat(ada.deleteWithoutCsrfToken(task).statusCode()).isEqualTo(204);
	}

	@Test
	void aStrangerGetsNothing() {
		Caller stranger = Caller.stranger(this.port);
		TaskStartResponse started = Caller.withToken(this.port, "ada").start("/api/probes", "");

		assertThat(stranger.get(started.streamUrl()).statusCode()).isEqualTo(401);
	}

	@Test
	void preflightsPassWithoutAuthentication() {
		Caller stranger = Caller.stranger(this.port);
		HttpRequest.Builder preflight = stranger.request("/api/tasks/1b4e28ba-2fa1-41d2-883f-0016d3cca427")
			.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
			.header("Origin", "https://app.example.org")
			.header("Access-Control-Request-Method", "DELETE")
			.header("Access-Control-Request-Headers", "authorization,last-event-id");

		HttpResponse<String> answer = stranger.send(preflight);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).get()
			.asString()
			.containsIgnoringCase("authorization")
			.containsIgnoringCase("last-event-id");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
	}

	@Test
	void evenARefusalByTheApplicationsSecurityMayBeReadByOtherOrigins() {
		Caller stranger = Caller.stranger(this.port);

		HttpResponse<String> answer = stranger.send(stranger.request("/api/tasks/1b4e28ba-2fa1-41d2-883f-0016d3cca427")
			.header("Origin", "https://app.example.org")
			.GET());

		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
	}

}
