package dev.taskstream.scenario;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every answer that says what is wrong, whatever the client accepts. Subclasses set the
 * application up.
 */
abstract class ProblemScenarios extends Scenario {

	private final Puppet puppet = new Puppet();

	private static final List<String> ACCEPTS = List.of("", "*/*", "application/json", "text/event-stream", "text/html",
			"image/png");

	private TaskStartResponse started;

	private String task;

	@BeforeEach
	void start() {
		this.started = this.tasks.start(this.puppet);
		this.task = "/api/tasks/" + this.started.taskId();
		await().until(() -> this.tasks.find(this.started.taskId()).orElseThrow().status() == TaskStatus.RUNNING);
	}

	@AfterEach
	void finish() {
		this.tasks.cancel(this.started.taskId());
	}

	@ParameterizedTest
	@FieldSource("ACCEPTS")
	void everyErrorIsAProblem(String accept) throws Exception {
		String unknown = "/api/tasks/" + UUID.randomUUID();

		assertProblem(404, accept, "GET", unknown + "/stream");
		assertProblem(404, accept, "GET", unknown);
		assertProblem(404, accept, "POST", unknown + "/cancel");
		assertProblem(404, accept, "DELETE", unknown);
		for (String id : new String[] { "1-1-1-1-1", this.started.taskId().toString().replace("-", ""), "x",
				"%7B" + this.started.taskId() + "%7D", this.started.taskId() + "0" }) {
			assertProblem(400, accept, "GET", "/api/tasks/" + id + "/stream");
			assertProblem(400, accept, "GET", "/api/tasks/" + id);
			assertProblem(400, accept, "POST", "/api/tasks/" + id + "/cancel");
			assertProblem(400, accept, "DELETE", "/api/tasks/" + id);
		}
		assertProblem(409, accept, "DELETE", this.task);
		this.tasks.cancel(this.started.taskId());
		assertProblem(409, accept, "POST", this.task + "/cancel");
		this.tasks.remove(this.started.taskId());
		assertProblem(404, accept, "GET", this.task + "/stream");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/{id}        | GET, HEAD, DELETE, OPTIONS | POST, PUT, PATCH, PROPFIND
			/{id}/stream | GET, HEAD, OPTIONS         | POST, PUT, PATCH, DELETE, PROPFIND
			/{id}/cancel | POST, OPTIONS              | GET, PUT, PATCH, DELETE, PROPFIND
			/stream      | GET, HEAD, OPTIONS         | POST, PUT, PATCH, DELETE, PROPFIND
			""")
	void methodThatAnEndpointDoesNotHave(String endpoint, String allowed, String others) throws Exception {
		String path = "/api/tasks" + endpoint.replace("{id}", this.started.taskId().toString());

		for (String method : others.split(", ")) {
			for (String accept : ACCEPTS) {
				HttpResponse<String> response = assertProblem(405, accept, method, path);
				assertThat(Requests.header(response, "Allow")).isEqualTo(allowed);
				assertThat(response.body()).contains(method + " is not allowed here, only " + allowed);
			}
		}
	}

	private HttpResponse<String> assertProblem(int status, String accept, String method, String path) throws Exception {
		HttpResponse<String> response = accept.isEmpty() ? Requests.send(this.port, method, path)
				: Requests.send(this.port, method, path, "Accept", accept);
		assertProblem(status, path, response);
		assertThat(Requests.header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
		return response;
	}

	private static JsonNode assertProblem(int status, String path, HttpResponse<String> response) {
		assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(status);
		assertThat(Requests.header(response, "Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = Requests.json(response);
		assertThat(problem.path("status").intValue()).isEqualTo(status);
		assertThat(problem.path("title").stringValue()).isNotEmpty();
		assertThat(problem.path("detail").stringValue()).isNotEmpty();
		assertThat(problem.path("instance").stringValue()).isEqualTo(path);
		assertThat(response.body()).doesNotContain("Exception", "trace", "\tat ");
		return problem;
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/event-stream", "text/html" })
	void invalidParametersAreNamedFieldByField(String accept) throws Exception {
		HttpResponse<String> response = Requests.postJson(this.port, "/orders", "{\"item\":\" \",\"count\":10}",
				"Accept", accept);

		JsonNode errors = assertProblem(400, "/orders", response).path("errors");
		assertThat(errors).hasSize(2);
		assertThat(errors.path(0).path("field").stringValue()).isEqualTo("count");
		assertThat(errors.path(0).path("message").stringValue()).isEqualTo("must be less than or equal to 9");
		assertThat(errors.path(1).path("field").stringValue()).isEqualTo("item");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/event-stream", "text/html" })
	void fullQueueAsksToTryAgain(String accept) throws Exception {
		Puppet waiting = new Puppet();
		TaskStartResponse queued = this.tasks.start(waiting);

		HttpResponse<String> response = Requests.send(this.port, "POST", "/work", "Accept", accept);

		assertProblem(503, "/work", response);
		assertThat(Requests.header(response, "Retry-After")).matches("[1-9]\\d*");
		this.tasks.cancel(queued.taskId());
		await().until(() -> this.tasks.remove(queued.taskId()));
	}

}
