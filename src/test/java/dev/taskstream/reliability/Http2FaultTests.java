package dev.taskstream.reliability;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.test.TaskStoryAssert;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients of HTTP/2 that take nothing, because of their windows or because they do not
 * read their sockets.
 */
class Http2FaultTests {

	private static final int PEERS = Size.of("http2-peers", 60);

	private static RunningService service;

	@RegisterExtension
	final QuietLog log = new QuietLog().aboveDebug();

	private final TaskStreamClient client = TaskStreamClient.forPort(service.port())
		.with(HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build());

	@BeforeAll
	static void startService() {
		service = RunningService.start("--server.http2.enabled=true", "--taskstream.stream.keep-alive=200ms",
				"--taskstream.executor.pool-size=8");
	}

	@AfterAll
	static void stopService() {
		GracefulStop.of(service);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100, Http2Peer.LARGEST_WINDOW })
	void clientsThatTakeNothingDelayNobodyElse(int window) throws Exception {
		TaskStartResponse flood = service.tasks().start(new Flood());
		List<Http2Peer> peers = new ArrayList<>();
		for (int i = 0; i < PEERS; i++) {
			peers.add(Http2Peer.connect(service.port(), 4096, window).requests(1, flood.streamUrl()));
		}
		await().until(() -> service.streams().size() == PEERS);

		for (int i = 0; i < 20; i++) {
			TaskStartResponse quick = service.tasks().start(Engines.quick("Quick"));
			TaskStoryAssert story = assertThat(this.client.read(quick));
			story.isCompletedWith("1");
		}

		assertThat(service.streams().size()).as("streams that wait").isEqualTo(PEERS);
		service.tasks().cancel(flood.taskId());
		for (Http2Peer peer : peers) {
			peer.close();
		}
		await().until(() -> service.streams().size() == 0);
	}

	@Test
	void aWindowThatOpensLateGetsTheRest() throws Exception {
		TaskStartResponse quick = service.tasks().start(Engines.quick("Quick"));
		try (Http2Peer peer = Http2Peer.connect(service.port(), 65_536, 0).requests(1, quick.streamUrl())) {
			assertThat(this.client.read(quick)).isCompletedWith("1");

			peer.opens(1, 65_536);

			assertThat(EventStream.parse(peer.readToEnd())).extracting(EventStream.Event::type)
				.containsExactly("task_started", "task_completed");
		}
		await().until(() -> service.streams().size() == 0);
	}

}
