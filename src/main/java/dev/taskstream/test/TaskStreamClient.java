package dev.taskstream.test;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskStartResponse;

/**
 * A client that reads the streams of tasks over HTTP. Like an {@code EventSource} it
 * reconnects with {@code Last-Event-ID} until it has received the end. It is for tests
 * against a real port, such as {@code @SpringBootTest(webEnvironment = RANDOM_PORT)}.
 * <p>
 * A client is immutable: the methods that configure it return another client.
 */
public final class TaskStreamClient {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration RETRY = Duration.ofMillis(50);

	private final URI base;

	private final HttpClient http;

	private final Map<String, String> headers;

	private final Duration timeout;

	private TaskStreamClient(URI base, HttpClient http, Map<String, String> headers, Duration timeout) {
		this.base = base;
		this.http = http;
		this.headers = headers;
		this.timeout = timeout;
	}

	/**
	 * Create a client of a server on this machine.
	 * @param port its port, for example from {@code @LocalServerPort}
	 * @return the client
	 */
	public static TaskStreamClient forPort(int port) {
		HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		return new TaskStreamClient(URI.create("http://localhost:" + port), http, Map.of(), DEFAULT_TIMEOUT);
	}

	/**
	 * Return a client that uses a given HTTP client, for cookies or TLS.
	 * @param client the HTTP client
	 * @return another client
	 */
	public TaskStreamClient with(HttpClient client) {
		return new TaskStreamClient(this.base, client, this.headers, this.timeout);
	}

	/**
	 * Return a client that adds a header to every request.
	 * @param name the name, for example {@code Authorization}
	 * @param value the value
	 * @return another client
	 */
	public TaskStreamClient header(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new TaskStreamClient(this.base, this.http, more, this.timeout);
	}

	/**
	 * Return a client with another timeout. The default is 30 seconds.
	 * @param limit how long {@code read} waits for the end, and an open stream for each
	 * event
	 * @return another client
	 */
	public TaskStreamClient timeout(Duration limit) {
		return new TaskStreamClient(this.base, this.http, this.headers, limit);
	}

	/**
	 * Read all events of a task.
	 * @param started the response to the start of the task
	 * @return the story, with its end
	 * @throws IllegalStateException if the answer is not a stream, or the end does not
	 * come in time
	 * @throws UncheckedIOException if there is no answer
	 */
	public TaskStory read(TaskStartResponse started) {
		return read(started.streamUrl());
	}

	/**
	 * Read all events of a task.
	 * @param streamUrl the path of its stream
	 * @return as {@link #read(TaskStartResponse)}
	 */
	public TaskStory read(String streamUrl) {
		return readAfter(streamUrl, 0);
	}

	/**
	 * Read the events after one that was received before.
	 * @param streamUrl the path of the task's stream
	 * @param lastEventId the number of that event; 0 for none
	 * @return the rest of the story, with its end; empty if the end was received before
	 */
	public TaskStory readAfter(String streamUrl, long lastEventId) {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		List<LoggedEvent> events = new ArrayList<>();
		long seen = lastEventId;
		while (true) {
			TaskStreamClient rest = timeout(Duration.ofNanos(deadline - System.nanoTime()));
			try (TaskStream stream = rest.openAfter(streamUrl, seen)) {
				readUntilItEnds(stream, deadline);
				events.addAll(stream.seen().logged());
				if (stream.isFinished()) {
					return new TaskStory(events);
				}
				seen = Math.max(seen, stream.seen().lastEventId());
			}
			pause();
		}
	}

	private static void readUntilItEnds(TaskStream stream, long deadline) {
		try {
			LoggedEvent event;
			do {
				event = stream.next(deadline);
			}
			while (event != null);
		}
		catch (UncheckedIOException ex) {
			// A client reconnects after its connection has broken
		}
	}

	private static void pause() {
		try {
			TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while reading a stream", ex);
		}
	}

	/**
	 * Open a task's stream, to read its events one by one or to disconnect early.
	 * @param streamUrl the path of the stream
	 * @return the stream, which the caller must close
	 * @throws IllegalStateException if the answer is not a stream
	 * @throws UncheckedIOException if there is no answer
	 */
	public TaskStream open(String streamUrl) {
		return openAfter(streamUrl, 0);
	}

	/**
	 * Open a task's stream like a client that reconnects.
	 * @param streamUrl the path of the stream
	 * @param lastEventId the number of the last event received; 0 for none
	 * @return as {@link #open(String)}
	 */
	public TaskStream openAfter(String streamUrl, long lastEventId) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(streamUrl))
			.header("Accept", "text/event-stream");
		this.headers.forEach(request::setHeader);
		if (lastEventId > 0) {
			request.setHeader("Last-Event-ID", Long.toString(lastEventId));
		}
		HttpRequest built = request.build();
		StreamLines lines = new StreamLines();
		this.http.sendAsync(built, lines).whenComplete((response, ex) -> {
			if (ex != null) {
				lines.onError(ex);
			}
		});
		return new TaskStream(built.uri(), lines, this.timeout);
	}

}
