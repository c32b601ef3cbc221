package dev.taskstream.scenario;

import java.time.Instant;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The contract's JSON does not depend on how the application writes its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.jackson.property-naming-strategy=SNAKE_CASE",
				"spring.jackson.serialization.indent-output=true", "spring.jackson.default-property-inclusion=NON_NULL",
				"spring.jackson.datatype.datetime.write-dates-as-timestamps=true" })
class ForeignJacksonTests {

	private static final String TIMESTAMP = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\"";

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	@Autowired
	WorkController controller;

	@Test
	void streamStaysAsDocumentedAndTheResultFollowsTheApplication() throws Exception {
		TaskStartResponse started = this.tasks
			.start(new Puppet().reports("x").completes(new Report(7, null, Instant.EPOCH, new Part("<b>"))));

		try (RawPeer peer = RawPeer.watching(this.port, started.streamUrl())) {
			peer.readHead();
			String common = "\",\"taskId\":\"" + started.taskId() + "\",\"timestamp\":" + TIMESTAMP + ",";
			assertThat(peer.readChunkedBody()).matches("retry: 2500\n" //
					+ "id: 1\nevent: task_started\ndata: \\{\"type\":\"task_started" + common
					+ "\"name\":\"Puppet\"}\n\n" //
					+ "id: 2\nevent: progress_update\ndata: \\{\"type\":\"progress_update" + common
					+ "\"text\":\"x\",\"value\":null}\n\n" //
					+ "id: 3\nevent: task_completed\ndata: \\{\"type\":\"task_completed" + common
					+ "\"result\":\\{\"(finished_on|first_part|row_count)\".*}}\n\n")
				.doesNotContain("no_value")
				.doesNotContain("1970-01-01")
				.containsPattern("\"row_count\" ?: ?7")
				.contains("\"finished_on\"")
				.contains("\\u003cb\\u003e");
		}
	}

	@Test
	void statusStaysAsDocumented() throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().completes(null));
		await().until(() -> this.tasks.find(started.taskId()).orElseThrow().status().isFinal());

		String json = Requests.send(this.port, "GET", "/api/tasks/" + started.taskId()).body();

		assertThat(json).matches("\\{\"taskId\":\"" + started.taskId()
				+ "\",\"name\":\"Puppet\",\"status\":\"COMPLETED\",\"text\":null,\"value\":null,\"createdAt\":"
				+ TIMESTAMP + ",\"startedAt\":" + TIMESTAMP + ",\"finishedAt\":" + TIMESTAMP
				+ ",\"result\":null,\"error\":null}");
	}

	@Test
	void startAnswerKeepsItsNames() throws Exception {
		this.controller.starts(new Puppet().completes(null));

		JsonNode started = Requests.json(Requests.send(this.port, "POST", "/work"));

		assertThat(started.propertyNames()).containsExactly("taskId", "streamUrl");
	}

	@Test
	void problemKeepsItsNames() throws Exception {
		JsonNode problem = Requests.json(Requests.postJson(this.port, "/orders", "{\"count\":10}"));

		assertThat(problem.propertyNames()).contains("title", "status", "detail", "instance", "errors");
		assertThat(problem.path("errors").path(0).propertyNames()).containsExactly("field", "message");
	}

	record Report(int rowCount, String noValue, Instant finishedOn, Part firstPart) {

	}

	record Part(String markup) {

	}

}
