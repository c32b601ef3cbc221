package dev.taskstream.scenario;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code docs/openapi.yaml} describes the answers that the endpoints give, and no others.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiTests {

	private static final String TASK = "/api/tasks/{taskId}";

	private static final JsonMapper MAPPER = new JsonMapper();

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	@Autowired
	WorkController controller;

	private final Set<String> seen = new TreeSet<>();

	private OpenApi openApi;

	@BeforeEach
	void read() throws IOException {
		this.openApi = new OpenApi();
	}

	@Test
	void everyAnswerIsDescribedAndEveryDescriptionIsTrue() throws Exception {
		ofTheCaller();
		ofOneTask();
		ofStreams();

		assertThat(this.seen).isEqualTo(this.openApi.answers());
	}

	private void ofTheCaller() throws Exception {
		String active = start(new Puppet().reports("Half", 0.5));
		start(new Puppet().completes("done"));
		start(new Puppet().fails("bad", "Bad"));

		answers(200, "GET", "/api/tasks", "", "");
		answers(400, "GET", "/api/tasks", "", "?status=nonsense");
		answers(405, "GET", "/api/tasks", "", "", "PUT");
		this.seen.add(described(Requests.send(this.port, "GET", "/api/tasks"), "GET", "/api/tasks", 403));
		answers(202, "POST", TASK + "/cancel", active, "");
	}

	private void ofOneTask() throws Exception {
		String active = start(new Puppet());
		String finished = start(new Puppet().completes("done"));
		awaitEnd(finished);

		answers(200, "GET", TASK, active, "");
		answers(405, "GET", TASK, active, "", "PUT");
		answers(409, "DELETE", TASK, active, "");
		answers(202, "POST", TASK + "/cancel", active, "");
		answers(409, "POST", TASK + "/cancel", active, "");
		answers(405, "POST", TASK + "/cancel", active, "", "PUT");
		answers(200, "GET", TASK, finished, "");
		for (String operation : new String[] { "GET " + TASK, "DELETE " + TASK, "POST " + TASK + "/cancel" }) {
			String[] parts = operation.split(" ");
			answers(400, parts[0], parts[1], "not-an-id", "");
			answers(404, parts[0], parts[1], UUID.randomUUID().toString(), "");
			HttpResponse<String> undecided = Requests.send(this.port, parts[0], parts[1].replace("{taskId}", finished),
					HeaderLogin.HEADER, "undecided");
			this.seen.add(described(undecided, parts[0], parts[1], 503));
		}
		answers(204, "DELETE", TASK, finished, "");
	}

	private void ofStreams() throws Exception {
		String failed = start(new Puppet().reports("Half", 0.5).fails("bad", "Bad"));
		String completed = start(new Puppet().completes("done"));
		awaitEnd(failed);
		awaitEnd(completed);

		checkEvents(answers(200, "GET", TASK + "/stream", failed, ""));
		answers(204, "GET", TASK + "/stream", failed, "?lastEventId=3");
		answers(400, "GET", TASK + "/stream", "not-an-id", "");
		answers(404, "GET", TASK + "/stream", UUID.randomUUID().toString(), "");
		answers(405, "GET", TASK + "/stream", failed, "", "PUT");
		String both = "?taskId=" + failed + "&taskId=" + completed;
		checkEvents(answers(200, "GET", "/api/tasks/stream", "", both));
		answers(204, "GET", "/api/tasks/stream", "", both + "&lastEventId=3.2");
		answers(400, "GET", "/api/tasks/stream", "", "");
		answers(405, "GET", "/api/tasks/stream", "", both, "PUT");
	}

	private HttpResponse<String> answers(int status, String method, String path, String taskId, String query)
			throws Exception {
		return answers(status, method, path, taskId, query, method);
	}

	private HttpResponse<String> answers(int status, String method, String path, String taskId, String query,
			String sentMethod) throws Exception {
		HttpResponse<String> answer = Requests.send(this.port, sentMethod, path.replace("{taskId}", taskId) + query,
				HeaderLogin.HEADER, "ada");
		this.seen.add(described(answer, method, path, status));
		return answer;
	}

	private String described(HttpResponse<String> answer, String method, String path, int status) {
		String name = OpenApi.name(method, path, status);
		assertThat(answer.statusCode()).as(name).isEqualTo(status);
		Map<String, Object> content = this.openApi.content(method, path, status);
		String type = Requests.header(answer, "Content-Type");
		if (content.isEmpty()) {
			assertThat(answer.body()).as(name).isEmpty();
			return name;
		}
		assertThat(content).as(name).containsOnlyKeys(type.replaceFirst(";.*", ""));
		if (type.contains("json")) {
			Object schema = ((Map<?, ?>) content.values().iterator().next()).get("schema");
			this.openApi.check(MAPPER.readTree(answer.body()), schema);
		}
		return name;
	}

	private void checkEvents(HttpResponse<String> stream) {
		assertThat(stream.body().lines().filter((line) -> line.startsWith("data: "))).isNotEmpty()
			.allSatisfy((line) -> {
				JsonNode data = MAPPER.readTree(line.substring("data: ".length()));
				this.openApi.check(data, this.openApi.schema(data.path("type").stringValue()));
			});
	}

	private String start(Puppet puppet) throws Exception {
		this.controller.starts(puppet);
		return Requests.json(Requests.send(this.port, "POST", "/work", HeaderLogin.HEADER, "ada"))
			.path("taskId")
			.stringValue();
	}

	private void awaitEnd(String taskId) {
		await().until(() -> this.tasks.find(UUID.fromString(taskId)).orElseThrow().status().isFinal());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Policy {

		@Bean
		TaskAccessPolicy adaOnly() {
			return (task, owner, caller) -> {
				if (caller.getName().equals("undecided")) {
					throw new IllegalStateException("No connection");
				}
				return caller.getName().equals("ada");
			};
		}

	}

}
