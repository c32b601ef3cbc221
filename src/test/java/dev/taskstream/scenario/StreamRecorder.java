package dev.taskstream.scenario;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that watches a stream and keeps what it gets until the test asks for it.
 * Closing it hangs up, and fails if an event was left unread.
 */
final class StreamRecorder implements AutoCloseable, Flow.Subscriber<String> {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String END = "(end of stream)";

	private static final int PATIENCE_SECONDS = 20;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final List<String> comments = new ArrayList<>();

	private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();

	private volatile Flow.Subscription subscription;

	private volatile Throwable failure;

	private String retry;

	private StreamRecorder() {
	}

	static StreamRecorder open(URI uri, String... headers) throws Exception {
		return open(CLIENT, uri, headers);
	}

	static StreamRecorder open(HttpClient client, URI uri, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
		if (headers.length > 0) {
			request.headers(headers);
		}
		StreamRecorder recorder = new StreamRecorder();
		client.sendAsync(request.build(), (info) -> {
			recorder.head.complete(info);
			return BodySubscribers.fromLineSubscriber(recorder);
		}).whenComplete((response, ex) -> {
			if (ex != null) {
				recorder.head.completeExceptionally(ex);
			}
		});
		recorder.head.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		return recorder;
	}

	HttpResponse.ResponseInfo head() {
		return this.head.join();
	}

	String header(String name) {
		return head().headers().firstValue(name).orElse(null);
	}

	/**
	 * The next event, whatever comment lines precede it.
	 */
	Event next() throws InterruptedException {
		Event event = nextOrEnd();
		assertThat(event).as("an event, but the stream ended (%s)", this.failure).isNotNull();
		return event;
	}

	private Event nextOrEnd() throws InterruptedException {
		long id = 0;
		String type = null;
		String data = null;
		while (true) {
			String line = this.lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			assertThat(line).as("a line within %s s", PATIENCE_SECONDS).isNotNull();
			if (line.equals(END)) {
				return null;
			}
			else if (line.isEmpty()) {
				return new Event(id, type, MAPPER.readTree(data));
			}
			else if (line.startsWith(":")) {
				this.comments.add(line);
			}
			else if (line.startsWith("retry: ")) {
				this.retry = line.substring("retry: ".length());
			}
			else if (line.startsWith("id: ")) {
				id = Long.parseLong(line.substring("id: ".length()));
			}
			else if (line.startsWith("event: ")) {
				type = line.substring("event: ".length());
			}
			else {
				assertThat(line).startsWith("data: ");
				data = line.substring("data: ".length());
			}
		}
	}

	/**
	 * All events until the server ends the stream.
	 */
	List<Event> rest() throws InterruptedException {
		List<Event> events = new ArrayList<>();
		for (Event event = nextOrEnd(); event != null; event = nextOrEnd()) {
			events.add(event);
		}
		this.lines.add(END);
		return events;
	}

	void endsHere() throws InterruptedException {
		assertThat(rest()).as("nothing after the last event").isEmpty();
		assertThat(this.failure).as("a clean end").isNull();
	}

	/**
	 * Waits until the server or the network ends the stream, in whatever way.
	 */
	void isCutOff() throws InterruptedException {
		rest();
	}

	/**
	 * Whether so many keep-alive comments wait to be read.
	 */
	boolean hasKeepAlives(int count) {
		return this.lines.stream().filter(":keep-alive"::equals).count() >= count;
	}

	List<String> comments() {
		return this.comments;
	}

	String retry() {
		return this.retry;
	}

	@Override
	public void onSubscribe(Flow.Subscription newSubscription) {
		this.subscription = newSubscription;
		newSubscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(String line) {
		this.lines.add(line);
	}

	@Override
	public void onError(Throwable ex) {
		this.failure = ex;
		this.lines.add(END);
	}

	@Override
	public void onComplete() {
		this.lines.add(END);
	}

	@Override
	public void close() {
		if (this.subscription != null) {
			this.subscription.cancel();
		}
		assertThat(this.lines).as("lines left unread")
			.allMatch((line) -> line.startsWith(":") || line.startsWith("retry: ") || line.equals(END));
	}

	/**
	 * An event as a client sees it.
	 */
	record Event(long id, String type, JsonNode data) {

		String text() {
			return this.data.path("text").stringValue(null);
		}

		String errorCode() {
			return this.data.path("error").path("code").stringValue(null);
		}

	}

}
