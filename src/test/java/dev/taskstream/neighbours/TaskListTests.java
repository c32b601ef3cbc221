package dev.taskstream.neighbours;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.neighbours.Neighbourhood.Container;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The list of a caller's own tasks.
 */
@Timeout(60)
class TaskListTests {

	private static final String[] ADA = { "X-User", "ada" };

	@ParameterizedTest
	@EnumSource(Container.class)
	void listHasTheCallersTasksNewestFirst(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, List.of(Starting.class, HeaderUser.class))) {
			String first = application.send("POST", "/start?fails=false", ADA).body();
			String second = application.send("POST", "/start?fails=true", ADA).body();
			String bobs = application.send("POST", "/start?fails=false", "X-User", "bob").body();
			application.send("POST", "/start?fails=false");
			TaskService tasks = application.tasks();
			for (String id : List.of(first, second, bobs)) {
				await().until(() -> tasks.find(UUID.fromString(id)).orElseThrow().status().isFinal());
			}

			assertThat(ids(application.send("GET", "/api/tasks", ADA))).containsExactly(second, first);
			assertThat(ids(application.send("GET", "/api/tasks?limit=1", ADA))).containsExactly(second);
			assertThat(ids(application.send("GET", "/api/tasks?status=COMPLETED", ADA))).containsExactly(first);
			assertThat(ids(application.send("GET", "/api/tasks?status=FAILED&status=COMPLETED&limit=100", ADA)))
				.containsExactly(second, first);
			assertThat(ids(application.send("GET", "/api/tasks?status=RUNNING", ADA))).isEmpty();
			JsonNode task = tasks(application.send("GET", "/api/tasks", ADA)).get(1);
			assertThat(task.propertyNames()).containsExactly("taskId", "name", "status", "text", "value", "createdAt",
					"startedAt", "finishedAt", "result", "error");
			assertThat(task.get("result").isNull()).isTrue();
			assertThat(tasks.find(UUID.fromString(first)).orElseThrow().result()).isEqualTo("\"done\"");
		}
	}

	@ParameterizedTest
	@EnumSource(Container.class)
	void otherValuesAreProblems(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, HeaderUser.class)) {
			for (String query : List.of("limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "status=running",
					"status=", "status=RUNNING&status=LATE")) {
				assertThat(application.send("GET", "/api/tasks?" + query, ADA).statusCode()).as(query).isEqualTo(400);
			}
			assertThat(application.send("GET", "/api/tasks").statusCode()).isEqualTo(403);
			assertThat(ids(application.send("GET", "/api/tasks", ADA))).isEmpty();
			assertThat(application.send("HEAD", "/api/tasks", ADA).statusCode()).isEqualTo(200);
			assertThat(application.send("DELETE", "/api/tasks", ADA).statusCode()).isEqualTo(405);
		}
	}

	private static List<String> ids(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return tasks(response).valueStream().map((task) -> task.get("taskId").stringValue()).toList();
	}

	private static JsonNode tasks(HttpResponse<String> response) {
		return new JsonMapper().readTree(response.body()).get("tasks");
	}

	@RestController
	static class Starting {

		private final TaskService tasks;

		Starting(TaskService tasks) {
			this.tasks = tasks;
		}

		@PostMapping("/start")
		String start(@RequestParam boolean fails) {
			return this.tasks.start(new Work(fails)).taskId().toString();
		}

	}

	private static final class Work extends BaseTask<Void, String> {

		private final boolean fails;

		Work(boolean fails) {
			this.fails = fails;
		}

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			if (this.fails) {
				throw new IllegalStateException("as asked for");
			}
			return "done";
		}

	}

}
