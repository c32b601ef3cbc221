package dev.taskstream.test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Against a server that answers by a script.
 */
class TaskStreamClientTests {

	private static final String STARTED = frame(1, "task_started", "\"name\":\"Import\"");

	private static final String PROGRESS = frame(2, "progress_update", "\"text\":\"half\",\"value\":0.5");

	private static final String COMPLETED = frame(3, "task_completed", "\"result\":{\"rows\":7}");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Queue<Answer> script = new ConcurrentLinkedQueue<>();

	private final List<String> lastEventIds = new CopyOnWriteArrayList<>();

	private final CountDownLatch clientGone = new CountDownLatch(1);

	private HttpServer server;

	private TaskStreamClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			this.lastEventIds.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
			this.script.remove().write(exchange);
			exchange.close();
		});
		this.server.start();
		this.client = TaskStreamClient.forPort(this.server.getAddress().getPort());
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.threads.shutdownNow();
		assertThat(this.script).as("answers that nobody asked for").isEmpty();
	}

	@Test
	void readsAStoryToItsEnd() {
		this.script.add(stream("retry: 2500\n" + STARTED + ":keep-alive\n" + PROGRESS + COMPLETED));

		TaskStory story = this.client.read("/stream");

		assertThat(story).isWhole().hasReported("half", 0.5).isCompletedWith("{\"rows\":7}");
		assertThat(story.lastEventId()).isEqualTo(3);
	}

	@Test
	void comesBackAfterWhatItHasSeenWhenTheStreamEndsEarly() {
		this.script.add(stream(STARTED + PROGRESS));
		this.script.add(stream("retry: 100\n:too many streams are open, please come back\n"));
		this.script.add(stream(COMPLETED));

		assertThat(this.client.read("/stream")).isWhole().isCompleted();

		assertThat(this.lastEventIds).containsExactly("null", "2", "2");
	}

	@Test
	void comesBackWhenTheConnectionBreaks() {
		this.script.add(brokenStream(STARTED));
		this.script.add(stream(PROGRESS + COMPLETED));

		assertThat(this.client.read("/stream")).isWhole();

		assertThat(this.lastEventIds).containsExactly("null", "1");
	}

	@Test
	void resumesAfterAGivenEvent() {
		this.script.add(stream(COMPLETED));

		TaskStory rest = this.client.readAfter("/stream", 2);

		assertThat(rest.logged()).extracting(LoggedEvent::id).containsExactly(3L);
		assertThat(this.lastEventIds).containsExactly("2");
	}

	@Test
	void takesNoContentForTheEnd() {
		this.script.add((exchange) -> exchange.sendResponseHeaders(204, -1));

		assertThat(this.client.readAfter("/stream", 3).logged()).isEmpty();
	}

	@Test
	void readsEveryUnhappyEnd() {
		for (TaskStatus status : List.of(TaskStatus.FAILED, TaskStatus.CANCELLED, TaskStatus.TIMED_OUT)) {
			this.script.add(stream(frame(1, "task_failed",
					"\"status\":\"" + status + "\",\"error\":{\"code\":\"c\",\"message\":\"m\"}")));

			assertThat(this.client.read("/stream")).hasStatus(status).hasErrorCode("c");
		}
	}

	@Test
	void showsEventsOneByOneAndWhatWasSeen() {
		this.script.add(stream(STARTED + frame(2, "progress_update", "\"text\":null,\"value\":null")));

		try (TaskStream stream = this.client.open("/stream")) {
			assertThat(stream.next()).extracting(LoggedEvent::id).isEqualTo(1L);
			assertThat(stream.seen()).hasStatus(TaskStatus.RUNNING);
			assertThat(stream.next()).extracting(LoggedEvent::id).isEqualTo(2L);
			assertThat(stream.next()).isNull();
			assertThat(stream.next()).isNull();
			assertThat(stream.isFinished()).isFalse();
		}
	}

	@Test
	void anythingButAStreamIsAnErrorThatSaysWhat() {
		this.script.add((exchange) -> {
			byte[] body = "{\"title\":\"Not Found\"}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(404, body.length);
			exchange.getResponseBody().write(body);
		});

		assertThatIllegalStateException().isThrownBy(() -> this.client.read("/stream"))
			.withMessageContainingAll("/stream", "404", "Not Found");
	}

	@Test
	void aStoryThatDoesNotEndInTimeIsAnError() {
		this.script.add(this::streamUntilTheClientIsGone);

		assertThatIllegalStateException().isThrownBy(() -> this.client.timeout(Duration.ofMillis(300)).read("/stream"))
			.withMessageContaining("in time");
	}

	@Test
	void aServerThatIsNotThereIsAnError() {
		this.server.stop(0);

		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.client.read("/stream"));
	}

	@Test
	void closingLeavesTheServer() throws InterruptedException {
		this.script.add(this::streamUntilTheClientIsGone);

		TaskStream stream = this.client.open("/stream");
		stream.next();
		stream.close();

		this.clientGone.await();
	}

	@Test
	void sendsTheHeadersItWasGiven() {
		this.script.add((exchange) -> {
			assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer token");
			stream(STARTED + PROGRESS + COMPLETED).write(exchange);
		});

		assertThat(this.client.header("Authorization", "Bearer token").read("/stream")).isWhole();
	}

	private void streamUntilTheClientIsGone(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		OutputStream body = exchange.getResponseBody();
		try {
			body.write(STARTED.getBytes(StandardCharsets.UTF_8));
			while (true) {
				body.write(":still here\n".getBytes(StandardCharsets.UTF_8));
				body.flush();
			}
		}
		catch (IOException ex) {
			this.clientGone.countDown();
		}
	}

	private static Answer stream(String frames) {
		return (exchange) -> {
			exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write(frames.getBytes(StandardCharsets.UTF_8));
		};
	}

	private static Answer brokenStream(String frames) {
		return (exchange) -> {
			byte[] bytes = frames.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, bytes.length + 1);
			exchange.getResponseBody().write(bytes);
			exchange.getResponseBody().flush();
		};
	}

	private static String frame(long id, String type, String members) {
		return "id: " + id + "\nevent: " + type + "\ndata: {\"type\":\"" + type
				+ "\",\"taskId\":\"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\",\"timestamp\":\"2030-01-01T00:00:00.000000Z\","
				+ members + "}\n\n";
	}

	private interface Answer {

		void write(HttpExchange exchange) throws IOException;

	}

}
