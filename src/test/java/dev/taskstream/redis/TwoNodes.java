package dev.taskstream.redis;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two nodes of one application, which share a Redis.
 */
abstract class TwoNodes {

	static final HttpClient HTTP = HttpClient.newHttpClient();

	static final JsonMapper JSON = new JsonMapper();

	static RedisServer redis;

	static RunningService here;

	static RunningService there;

	@BeforeAll
	static void startNodes() throws Exception {
		redis = RedisServer.start();
		here = RunningService.start(redis.argumentsWithTimeout("10s"));
		there = RunningService.start(redis.argumentsWithTimeout("10s", "--taskstream.stream.keep-alive=200ms"));
		RelayNodes.awaitAvailable(here, there);
	}

	@AfterAll
	static void stopNodes() throws Exception {
		RelayNodes.close(redis, here, there);
	}

	static TaskStreamClient clientThere() {
		return TaskStreamClient.forPort(there.port());
	}

	static HttpResponse<String> sendThere(String method, String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + there.port() + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return HTTP.send(((headers.length > 0) ? request.headers(headers) : request).build(), BodyHandlers.ofString());
	}

	static String path(TaskStartResponse started) {
		return "/api/tasks/" + started.taskId();
	}

}
