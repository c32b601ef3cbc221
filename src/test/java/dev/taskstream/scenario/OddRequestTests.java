package dev.taskstream.scenario;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no decent client sends, each of which would fill the log if it could.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OddRequestTests extends Scenario {

	@ParameterizedTest
	@ValueSource(strings = { "/%00", "/a%2Fb", "/%zz", "/foo|bar", "/{x}", "/api/tasks/%00/stream" })
	void whatTheContainerRejectsIsAClientsError(String path) throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port).sends("GET " + path + " HTTP/1.1", "Host: localhost")) {
			peer.readUntil("HTTP/1.1 40");
		}
	}

	@Test
	void aRequestWithoutAHostIsAClientsError() throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port).sends("GET / HTTP/1.1")) {
			peer.readUntil("HTTP/1.1 400");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "lastEventId=%zz", "x=%zz", "lastEventId=%", "&&=&=x" })
	void aMalformedQueryCountsAsNone(String query) throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		puppet.completes(null);

		try (RawPeer peer = RawPeer.connect(this.port)
			.sends("GET " + started.streamUrl() + "?" + query + " HTTP/1.1", "Host: localhost")) {
			peer.readUntil("HTTP/1.1 200");
			peer.readUntil("event: task_completed");
		}
	}

	@Test
	void aSharedStreamTakesOneToAHundredIdsAndNothingElse() throws Exception {
		String some = "taskId=" + UUID.randomUUID();
		String hundred = IntStream.range(0, 100)
			.mapToObj((i) -> "taskId=" + UUID.randomUUID())
			.collect(Collectors.joining("&"));
		assertThat(Requests.send(this.port, "GET", "/api/tasks/stream?" + hundred).statusCode()).isEqualTo(200);

		for (String query : List.of("", "taskId=", "task=1", some + "&taskId=x", "taskId=1-1-1-1-1",
				hundred + "&" + some)) {
			HttpResponse<String> refused = Requests.send(this.port, "GET", "/api/tasks/stream?" + query);
			assertThat(refused.statusCode()).as(query).isEqualTo(400);
			assertThat(Requests.json(refused).path("detail").stringValue()).contains("1 to 100 taskId parameters");
		}
	}

	@Test
	void aMalformedQueryNamesNoTasks() throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port)
			.sends("GET /api/tasks/stream?taskId=%zz HTTP/1.1", "Host: localhost")) {
			peer.readUntil("HTTP/1.1 400");
			peer.readUntil("application/problem+json");
		}
	}

}
