package org.example.sample;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStreamClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who uses the application: a person with a session, a program with a token, a
 * device with a key, or a stranger.
 */
final class Caller {

	private static final Map<String, String> PASSWORDS = Map.of("ada", "engine", "grace", "compiler");

	private static final Pattern CSRF_FIELD = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.cookieHandler(this.cookies)
		.build();

	private final int port;

	private final Map<String, String> credentials;

	private Caller(int port, Map<String, String> credentials) {
		this.port = port;
		this.credentials = credentials;
	}

	static Caller stranger(int port) {
		return new Caller(port, Map.of());
	}

	static Caller withToken(int port, String name) {
		return new Caller(port, Map.of("Authorization", "Bearer token-of-" + name));
	}

	static Caller withKey(int port, String name) {
		return new Caller(port, Map.of("X-Api-Key", "key-of-" + name + "-0123456789abcdef0123456789abcdef"));
	}

	static Caller withSession(int port, String name) {
		Caller caller = stranger(port);
		Matcher field = CSRF_FIELD.matcher(caller.get("/login").body());
		if (!field.find()) {
			throw new IllegalStateException("The login page has no CSRF token");
		}
		String form = "username=" + name + "&password=" + PASSWORDS.get(name) + "&_csrf="
				+ URLEncoder.encode(field.group(1), StandardCharsets.UTF_8);
		caller.send(caller.request("/login")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
		caller.get("/api/whoever"); // the application hands out a new CSRF token
		return caller;
	}

	TaskStartResponse start(String path, String json) {
		HttpResponse<String> response = post(path, json);
		if (response.statusCode() / 100 != 2) {
			throw new IllegalStateException(response.statusCode() + " " + response.body());
		}
		return MAPPER.readValue(response.body(), TaskStartResponse.class);
	}

	HttpResponse<String> get(String path) {
		return send(request(path).GET());
	}

	HttpResponse<String> post(String path, String json) {
		return send(withCsrfToken(request(path)).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	HttpResponse<String> postWithoutCsrfToken(String path) {
		return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	HttpResponse<String> delete(String path) {
		return send(withCsrfToken(request(path)).DELETE());
	}

	HttpResponse<String> deleteWithoutCsrfToken(String path) {
		return send(request(path).DELETE());
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		this.credentials.forEach(request::header);
		return request;
	}

	private HttpRequest.Builder withCsrfToken(HttpRequest.Builder request) {
		this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("XSRF-TOKEN"))
			.map(HttpCookie::getValue)
			.forEach((token) -> request.setHeader("X-XSRF-TOKEN", token));
		return request;
	}

	TaskStreamClient streams() {
		TaskStreamClient client = TaskStreamClient.forPort(this.port).with(this.http);
		for (Map.Entry<String, String> credential : this.credentials.entrySet()) {
			client = client.header(credential.getKey(), credential.getValue());
		}
		return client;
	}

}
