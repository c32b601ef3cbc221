package dev.taskstream.scenario;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ordinary requests, whose answer is read as a whole.
 */
final class Requests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final JsonMapper MAPPER = new JsonMapper();

	private Requests() {
	}

	static HttpResponse<String> send(int port, String method, String path, String... headers) throws Exception {
		return send(port, method, path, BodyPublishers.noBody(), headers);
	}

	static HttpResponse<String> post(int port, String path, byte[] body, String... headers) throws Exception {
		return send(port, "POST", path, BodyPublishers.ofByteArray(body), headers);
	}

	static HttpResponse<String> postJson(int port, String path, String json, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(Address.of(port, path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json));
		return CLIENT.send(((headers.length > 0) ? request.headers(headers) : request).build(),
				BodyHandlers.ofString());
	}

	private static HttpResponse<String> send(int port, String method, String path, HttpRequest.BodyPublisher body,
			String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(Address.of(port, path)).method(method, body);
		return CLIENT.send(((headers.length > 0) ? request.headers(headers) : request).build(),
				BodyHandlers.ofString());
	}

	static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse(null);
	}

}
