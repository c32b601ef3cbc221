package dev.taskstream.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpRequestHandler;

/**
 * A server below {@code /scripted} whose answers are the test's.
 */
final class ScriptedServer implements HttpRequestHandler {

	private static final Answer STREAM = Answer.stream("");

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final ConcurrentMap<String, AsyncContext> streams = new ConcurrentHashMap<>();

	private volatile Function<Request, Answer> script = (request) -> STREAM;

	void answer(Function<Request, Answer> with) {
		this.script = with;
	}

	/**
	 * The requests so far, as the browser wrote them.
	 */
	List<Request> requests() {
		return List.copyOf(this.requests);
	}

	List<String> urls() {
		return this.requests.stream().map(Request::url).toList();
	}

	/**
	 * Write frames to the open stream of a URL.
	 */
	void send(String url, String frames) {
		write(Objects.requireNonNull(this.streams.get(url), url), frames);
	}

	/**
	 * End the open stream of a URL.
	 */
	void hangUp(String url) {
		complete(Objects.requireNonNull(this.streams.remove(url), url));
	}

	void clear() {
		this.script = (request) -> STREAM;
		this.streams.keySet().forEach(this::hangUp);
		this.requests.clear();
	}

	@Override
	public void handleRequest(HttpServletRequest http, HttpServletResponse response) throws IOException {
		Request request = Request.of(http);
		Answer answer = this.script.apply(request);
		response.setStatus(answer.status());
		if (answer.location() != null) {
			response.setHeader("Location", answer.location());
		}
		response.setContentType(answer.type());
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		if (answer.isStream()) {
			AsyncContext stream = http.startAsync();
			stream.setTimeout(0);
			AsyncContext earlier = this.streams.put(request.url(), stream);
			if (earlier != null) {
				complete(earlier);
			}
			write(stream, ": open\n" + answer.body());
		}
		else {
			response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
		}
		// Now the test may write to the stream
		this.requests.add(request);
	}

	private static void complete(AsyncContext stream) {
		try {
			stream.complete();
		}
		catch (IllegalStateException ex) {
			// The browser closed it first
		}
	}

	private static void write(AsyncContext stream, String frames) {
		try {
			stream.getResponse().getOutputStream().write(frames.getBytes(StandardCharsets.UTF_8));
			stream.getResponse().flushBuffer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One event as the contract writes it.
	 */
	static String event(String id, String taskId, String type, String members) {
		return "id: %s\nevent: %s\ndata: {\"type\":\"%s\",\"taskId\":\"%s\",\"timestamp\":\"2026-11-22T10:00:00Z\",%s}\n\n"
			.formatted(id, type, type, taskId, members);
	}

	static String started(String id, String taskId) {
		return event(id, taskId, "task_started", "\"name\":\"Import\"");
	}

	static String progress(String id, String taskId, String text) {
		return event(id, taskId, "progress_update", "\"text\":\"" + text + "\",\"value\":null");
	}

	static String completed(String id, String taskId) {
		return event(id, taskId, "task_completed", "\"result\":\"done\"");
	}

	static String failed(String id, String taskId, String code) {
		return event(id, taskId, "task_failed",
				"\"status\":\"FAILED\",\"error\":{\"code\":\"" + code + "\",\"message\":\"It broke.\"}");
	}

	record Request(String method, String url, @Nullable String lastEventId, @Nullable String xsrf,
			@Nullable String csrf) {

		static Request of(HttpServletRequest http) {
			String query = http.getQueryString();
			return new Request(http.getMethod(), http.getRequestURI() + ((query != null) ? "?" + query : ""),
					http.getHeader("Last-Event-ID"), http.getHeader("X-XSRF-TOKEN"), http.getHeader("X-CSRF-TOKEN"));
		}

		int tasks() {
			return this.url.split("taskId=", -1).length - 1;
		}

	}

	record Answer(int status, String type, @Nullable String location, String body) {

		static Answer status(int status) {
			return new Answer(status, "text/plain", null, "");
		}

		static Answer page(String type, String body) {
			return new Answer(200, type, null, body);
		}

		static Answer redirect(String location) {
			return new Answer(302, "text/plain", location, "");
		}

		/** A stream that stays open after these frames. */
		static Answer stream(String frames) {
			return new Answer(200, "text/event-stream", null, frames);
		}

		boolean isStream() {
			return this.type.equals("text/event-stream");
		}

	}

}
