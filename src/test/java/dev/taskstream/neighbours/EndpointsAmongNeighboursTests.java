package dev.taskstream.neighbours;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.neighbours.Neighbourhood.Container;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints answer as always, whatever an application does to its own controllers.
 */
@Timeout(120)
class EndpointsAmongNeighboursTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	static Stream<Arguments> neighbours() {
		return Arrays.stream(Neighbour.values())
			.flatMap((neighbour) -> Arrays.stream(Container.values())
				.map((container) -> Arguments.of(container, neighbour)));
	}

	@ParameterizedTest(name = "{1} on {0}")
	@MethodSource("neighbours")
	void endpointsAnswerAsAlways(Container container, Neighbour neighbour) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, neighbour.type(), neighbour.properties())) {
			streamIsWhole(application);
			answersAreJson(application);
			problemsAreProblems(application);
			preflightsSucceed(application);
		}
	}

	private static void streamIsWhole(Neighbourhood application) throws Exception {
		TaskStartResponse started = application.tasks().start(new Greeting());
		HttpResponse<String> stream = application.send("GET", started.streamUrl(), "Accept", "text/event-stream");
		assertThat(stream.statusCode()).isEqualTo(200);
		assertThat(header(stream, "Content-Type")).startsWith("text/event-stream");
		assertThat(header(stream, "Cache-Control")).isEqualTo("no-cache, no-transform");
		assertThat(header(stream, "Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(stream.body())
			.startsWith("retry: 2500\nid: 1\nevent: task_started\ndata: {\"type\":\"task_started\"")
			.endsWith("\"result\":{\"people\":1}}\n\n");

		HttpResponse<String> several = application.send("GET", streamOfSeveral(started));
		assertThat(several.statusCode()).isEqualTo(200);
		assertThat(several.body()).contains("event: task_completed");

		HttpResponse<String> again = application.send("GET", started.streamUrl(), "Last-Event-ID", "3");
		assertThat(again.statusCode()).isEqualTo(204);
		assertThat(header(again, "Access-Control-Allow-Origin")).isEqualTo("*");
	}

	private static String streamOfSeveral(TaskStartResponse started) {
		return started.streamUrl().replace(started.taskId() + "/stream", "stream?taskId=" + started.taskId());
	}

	private static void answersAreJson(Neighbourhood application) throws Exception {
		TaskStartResponse started = application.tasks().start(new Waiting());
		String path = started.streamUrl().replace("/stream", "");
		HttpResponse<String> status = application.send("GET", path);
		assertThat(status.statusCode()).isEqualTo(200);
		isOurs(status, "application/json");
		assertThat(json(status).propertyNames()).containsExactly("taskId", "name", "status", "text", "value",
				"createdAt", "startedAt", "finishedAt", "result", "error");
		assertThat(json(status).get("taskId").stringValue()).isEqualTo(started.taskId().toString());

		HttpResponse<String> cancelled = application.send("POST", path + "/cancel");
		assertThat(cancelled.statusCode()).isEqualTo(202);
		assertThat(json(cancelled).get("status").stringValue()).isEqualTo("CANCELLED");

		isProblem(application.send("POST", path + "/cancel"), 409);
		assertThat(application.send("DELETE", path).statusCode()).isEqualTo(204);
		isProblem(application.send("GET", path, "Accept", "text/event-stream"), 404);
	}

	private static void problemsAreProblems(Neighbourhood application) throws Exception {
		String id = "6f1a2b3c-0000-4000-8000-0123456789ab";
		String base = application.tasks().start(new Greeting()).streamUrl().replaceFirst("/[^/]+/stream$", "");
		isProblem(application.send("GET", base + "/" + id + "/stream", "Accept", "text/event-stream"), 404);
		isProblem(application.send("GET", base + "/not-an-id/stream"), 400);
		isProblem(application.send("GET", base + "/not-an-id"), 400);
		isProblem(application.send("GET", base + "/stream"), 400);
		HttpResponse<String> wrongMethod = application.send("PUT", base + "/" + id + "/stream");
		isProblem(wrongMethod, 405);
		assertThat(header(wrongMethod, "Allow")).contains("GET");
		isProblem(application.send("PATCH", base + "/" + id), 405);
		isProblem(application.send("GET", base + "/" + id + "/cancel"), 405);
	}

	private static void preflightsSucceed(Neighbourhood application) throws Exception {
		String url = application.tasks().start(new Greeting()).streamUrl();
		HttpResponse<String> preflight = application.send("OPTIONS", url, "Origin", "https://elsewhere.example",
				"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "Last-Event-ID");
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(header(preflight, "Access-Control-Allow-Headers")).isEqualToIgnoringCase("Last-Event-ID");
	}

	private static void isProblem(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		isOurs(response, "application/problem+json");
		assertThat(json(response).get("status").intValue()).isEqualTo(status);
		assertThat(json(response).get("detail").stringValue()).isNotEmpty();
	}

	private static void isOurs(HttpResponse<String> response, String contentType) {
		assertThat(header(response, "Content-Type")).startsWith(contentType);
		assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
		assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
	}

	private static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

	private static final class Greeting extends BaseTask<Void, Greeting.Result> {

		@Override
		protected Result execute(Void params, ProgressHandle progress) {
			progress.report("Hello", 0.5);
			return new Result(1);
		}

		record Result(int people) {

		}

	}

	private static final class Waiting extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void params, ProgressHandle progress) throws InterruptedException {
			new CountDownLatch(1).await();
			return null;
		}

	}

}
