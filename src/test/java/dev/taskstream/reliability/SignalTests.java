package dev.taskstream.reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.taskstream.scenario.RawPeer;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * SIGTERM for a real process while tasks run and wait, new ones are started, and half of
 * the clients do not read.
 */
class SignalTests {

	private static final int STREAMS = Size.of("signal-streams", 60);

	private static final int WORKERS = 4;

	private static final int QUEUED = 8;

	/** As a shell reports a process that SIGTERM has ended. */
	private static final int TERMINATED = 143;

	/**
	 * More than our own limits together, and less than the half minute for which the web
	 * server waits for a request that is still active.
	 */
	private static final int PATIENCE_SECONDS = 20;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void everyHealthyClientGetsItsEndAndTheProcessExits() throws Exception {
		try (ServerProcess server = ServerProcess.start(FireApplication.class, "--server.port=0",
				"--spring.main.banner-mode=off", "--taskstream.executor.pool-size=" + WORKERS,
				"--taskstream.executor.queue-capacity=" + QUEUED, "--taskstream.shutdown-timeout=1s")) {
			int port = server.port();
			List<String> paths = new ArrayList<>();
			for (int i = 0; i < WORKERS + QUEUED; i++) {
				paths.add((String) ((JSONObject) JSONValue.parse(request(port, "POST", "/start").text()))
					.get("streamUrl"));
			}
			List<Future<Answer>> healthy = new ArrayList<>();
			List<RawPeer> stalled = new ArrayList<>();
			for (int i = 0; i < STREAMS / 2; i++) {
				String path = paths.get(i % paths.size());
				healthy.add(this.threads.submit(() -> Answer.of(port, path)));
				stalled.add(RawPeer.connect(port, 4096).sends("GET " + path + " HTTP/1.1", "Host: localhost"));
			}
			await().until(() -> request(port, "GET", "/streams").text().equals(String.valueOf(STREAMS)));
			Future<List<Integer>> starts = this.threads.submit(() -> startUntilRefused(port));

			server.terminate();

			for (Future<Answer> stream : healthy) {
				assertThat(stream.get().complete()).as("a clean end of the body").isTrue();
				List<EventStream.Event> events = stream.get().events();
				assertThat(events).filteredOn(EventStream.Event::isFinal).hasSize(1);
				assertThat(events.get(events.size() - 1).data()).contains("\"code\":\"shutting_down\"");
			}
			assertThat(server.awaitExit(PATIENCE_SECONDS)).isEqualTo(TERMINATED);
			assertThat(starts.get()).isSubsetOf(200, 503);
			assertThat(server.lines()).anyMatch((line) -> line.contains("Graceful shutdown complete"))
				.noneMatch((line) -> line.contains(" ERROR "));
			for (RawPeer peer : stalled) {
				peer.close();
			}
		}
	}

	private static Answer request(int port, String method, String path) throws IOException {
		try (RawPeer peer = RawPeer.connect(port)
			.sends(method + " " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "Content-Length: 0")) {
			return Answer.parse(peer.readToEnd());
		}
	}

	/**
	 * Starts tasks until the server takes no request any more.
	 */
	private static List<Integer> startUntilRefused(int port) {
		List<Integer> answers = new ArrayList<>();
		while (true) {
			try {
				Answer answer = request(port, "POST", "/start");
				if (answer.status() == 0 || isOfPausedTomcat(answer)) {
					return answers;
				}
				answers.add(answer.status());
			}
			catch (IOException ex) {
				return answers;
			}
		}
	}

	/**
	 * Whether a request has not reached the application: while it stops, Tomcat reads no
	 * headers any more, and then misses the one that names the host.
	 */
	private static boolean isOfPausedTomcat(Answer answer) {
		return answer.status() == 400 && answer.text().startsWith("<!doctype html>");
	}

}
