package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskService;
import dev.taskstream.actuate.TasksConsole;
import dev.taskstream.actuate.TasksEndpoint;
import dev.taskstream.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The endpoint {@code tasks} and its console over HTTP.
 */
class ExposedEndpointTests {

	@Test
	void theEndpointIsNotExposedByDefault() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with()) {
			assertThat(application.get("/actuator/tasks").statusCode()).isEqualTo(404);
			assertThat(application.hasBean(TasksEndpoint.class)).isFalse();
		}
	}

	@Test
	void theEndpointCancelsAndShowsWhereALingeringTaskIs() throws Exception {
		try (RunningApplication application = RunningApplication
			.with("management.endpoints.web.exposure.include=tasks")) {
			Engines.Stubborn stubborn = new Engines.Stubborn();
			UUID id = application.bean(TaskService.class)
				.start(stubborn, null, StartOptions.create().owner("ada"))
				.taskId();
			stubborn.started.await();

			assertThat(delete(application, id)).isEqualTo("{\"cancelled\":true}");
			assertThat(delete(application, id)).isEqualTo("{\"cancelled\":false}");
			assertThat(delete(application, UUID.randomUUID())).isEqualTo("{\"cancelled\":false}");
			assertThat(application.get("/actuator/tasks?lingering=true&search=ADA").body()).contains(id.toString(),
					"\"owner\":\"ada\"", "\"lingering\":true", "\"errorCode\":\"cancelled\"", "\"matching\":1",
					"\"stackTrace\":null");
			assertThat(application.get("/actuator/tasks/" + id).body()).contains("Engines$Stubborn.execute");

			stubborn.letGo.countDown();
			await().until(() -> application.get("/actuator/tasks?lingering=true").body().contains("\"matching\":0"));
			assertThat(application.get("/actuator/tasks/" + id).body()).contains("\"lingering\":false",
					"\"stackTrace\":null");
		}
	}

	@Test
	void theEndpointMayBeReadOnly() throws Exception {
		try (RunningApplication application = RunningApplication.with("management.endpoints.web.exposure.include=tasks",
				"management.endpoint.tasks.access=read-only")) {
			assertThat(application.get("/actuator/tasks").statusCode()).isEqualTo(200);
			assertThat(send(application, "DELETE", "/actuator/tasks/" + UUID.randomUUID()).statusCode()).isEqualTo(405);
		}
	}

	@Test
	void theConsoleIsAPartOfTheEndpointIfItIsEnabled() throws Exception {
		try (RunningApplication application = RunningApplication.with("management.endpoints.web.exposure.include=tasks",
				"taskstream.console.enabled=true")) {
			for (String file : new String[] { "console text/html", "console.js text/javascript",
					"console.css text/css" }) {
				String[] parts = file.split(" ");
				HttpResponse<String> answer = application.get("/actuator/tasks/" + parts[0]);
				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.headers().firstValue("Content-Type")).hasValue(parts[1] + ";charset=UTF-8");
			}
			UUID id = application.bean(TaskService.class).start(Engines.quick("quick")).taskId();
			assertThat(application.get("/actuator/tasks/" + id).body()).contains("\"name\":\"quick\"");
			assertThat(application.get("/actuator/tasks/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
			assertThat(application.get("/actuator/tasks/console.html").statusCode()).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=tasks", "taskstream.console.enabled=true" })
	void thereIsNoConsoleUnlessItAndTheEndpointAreAskedFor(String property) throws Exception {
		try (RunningApplication application = RunningApplication.with(property)) {
			assertThat(application.get("/actuator/tasks/console").statusCode()).isBetween(400, 404);
			assertThat(application.hasBean(TasksConsole.class)).isFalse();
		}
	}

	private static String delete(RunningApplication application, UUID taskId) throws Exception {
		HttpResponse<String> answer = send(application, "DELETE", "/actuator/tasks/" + taskId);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

	private static HttpResponse<String> send(RunningApplication application, String method, String path)
			throws Exception {
		HttpRequest request = HttpRequest.newBuilder(application.request(path).uri())
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
