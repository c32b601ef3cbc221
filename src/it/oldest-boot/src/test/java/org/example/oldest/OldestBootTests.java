package org.example.oldest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "management.endpoints.web.exposure.include=health,metrics,tasks")
class OldestBootTests {

	@LocalServerPort
	private int port;

	@Test
	void aTaskIsWatchedToItsEnd() throws Exception {
		assertThat(SpringBootVersion.getVersion()).startsWith("4.0.");
		TaskStartResponse started = JsonMapper.shared()
			.readValue(post("{\"name\":\"Ada\"}").body(), TaskStartResponse.class);

		assertThat(TaskStreamClient.forPort(this.port).read(started)).isWhole()
			.hasReported("Greeting Ada", 0.5)
			.isCompletedWith("\"Hello Ada\"");
	}

	@Test
	void invalidParametersAreAProblem() throws Exception {
		HttpResponse<String> answer = post("{\"name\":\"\"}");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void theActuatorShowsTasks() throws Exception {
		assertThat(get("/actuator/health")).contains("UP");
		assertThat(get("/actuator/tasks")).contains("\"workers\"");
		assertThat(get("/actuator/metrics")).contains("taskstream.tasks.active");
	}

	private HttpResponse<String> post(String json) throws Exception {
		return send(HttpRequest.newBuilder(address("/greetings"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	private String get(String path) throws Exception {
		return send(HttpRequest.newBuilder(address(path))).body();
	}

	private URI address(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
