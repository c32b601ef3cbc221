package dev.taskstream.scenario;

import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.TaskStartResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.jetty.JettyWebServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The same promises on Jetty.
 */
@Timeout(60)
class JettyTests {

	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

	private static final String BIG = "x".repeat(60_000);

	private static RunningService service;

	@RegisterExtension
	final QuietLog log = new QuietLog();

	private final Puppet puppet = new Puppet();

	private TaskStartResponse started;

	private static RunningService startOnJetty(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.autoconfigure.exclude=" + TOMCAT);
		RunningService onJetty = RunningService.start(all.toArray(String[]::new));
		assertThat(onJetty.context().getWebServer().getClass().getSimpleName()).isEqualTo("JettyServletWebServer");
		return onJetty;
	}

	@BeforeAll
	static void startService() {
		service = startOnJetty("--taskstream.stream.keep-alive=200ms", "--taskstream.stream.stall-timeout=500ms");
	}

	@AfterAll
	static void stopService() {
		service.close();
	}

	@BeforeEach
	void startTask() {
		this.started = service.tasks().start(this.puppet);
	}

	@AfterEach
	void nothingIsLeft() {
		service.tasks().cancel(this.started.taskId());
		await().until(() -> service.streams().size() == 0);
		await().until(() -> service.context().getBean(BroadInterceptor.class).open() == 0);
		assertThat(service.context().getBean(BroadAdvice.class).seen()).isEmpty();
	}

	@Test
	void streamIsAsDocumented() throws Exception {
		try (RawPeer peer = watching()) {
			assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ")
				.containsIgnoringCase("Content-Type: text/event-stream\r\n")
				.containsIgnoringCase("Cache-Control: no-cache, no-transform\r\n")
				.containsIgnoringCase("X-Accel-Buffering: no\r\n");
			this.puppet.reports(BIG, 0.5).completes("done");

			assertThat(peer.readChunkedBody()).startsWith("retry: 2500\nid: 1\nevent: task_started\n")
				.contains("\n\nid: 2\nevent: progress_update\n", BIG)
				.endsWith("\"result\":\"done\"}\n\n");
		}
	}

	@Test
	void returningClientGetsWhatFollows() throws Exception {
		this.puppet.reports("a").completes(null);
		await().until(() -> service.tasks().find(this.started.taskId()).orElseThrow().status().isFinal());

		try (StreamRecorder back = StreamRecorder.open(address(), "Last-Event-ID", "2")) {
			assertThat(back.rest()).extracting(StreamRecorder.Event::id).containsExactly(3L);
		}
		assertThat(Requests.send(service.port(), "GET", this.started.streamUrl(), "Last-Event-ID", "3").statusCode())
			.isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PROPFIND" })
	void anotherMethodIsAProblem(String method) throws Exception {
		HttpResponse<String> response = Requests.send(service.port(), method, this.started.streamUrl(), "Accept",
				"text/event-stream");

		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(Requests.header(response, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(Requests.header(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
		assertThat(response.body()).contains(method + " is not allowed here");
	}

	@Test
	void clientThatClosesItsConnectionIsNoticed() throws Exception {
		try (RawPeer peer = watching()) {
			peer.readUntil("task_started");
		}
		await().until(() -> service.streams().size() == 0);
	}

	@Test
	void clientsThatVanishAreNoticed() throws Exception {
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			peers.add(watching());
		}
		for (RawPeer peer : peers) {
			peer.readUntil("task_started");
		}
		for (RawPeer peer : peers) {
			peer.resets();
		}
		await().until(() -> service.streams().size() == 0);
	}

	@Test
	void clientThatVanishesAmidAnEventIsNoticed() throws Exception {
		RawPeer peer = watching();
		peer.readUntil("task_started");
		this.puppet.reports(BIG);
		peer.readUntil("xxx");
		peer.resets();

		await().until(() -> {
			this.puppet.reports("more");
			return service.streams().size() == 0;
		});
	}

	@Test
	void aStalledClientIsDisconnectedWhileTheOthersGetEverything() throws Exception {
		long before = service.counters().stalled();
		try (RawPeer stalled = RawPeer.connect(service.port(), 4096);
				StreamRecorder healthy = StreamRecorder.open(address())) {
			assertThat(healthy.next().type()).isEqualTo("task_started");
			stalled.sends("GET " + this.started.streamUrl() + " HTTP/1.1", "Host: localhost");
			await().until(() -> service.streams().size() == 2);

			long id = 1;
			while (service.counters().stalled() == before) {
				this.puppet.reports(BIG);
				assertThat(healthy.next().id()).isEqualTo(++id);
				SocketWrites.noneIsWaiting();
			}
			await().until(() -> service.streams().size() == 1);
			await().until(() -> !isConnected(stalled));
			SocketWrites.noneIsWaiting();
			stalled.readToEnd();

			this.puppet.completes("done");
			assertThat(healthy.next().id()).isEqualTo(++id);
			healthy.endsHere();
		}
	}

	@Test
	void stopIsPromptAndEveryStreamGetsTheEnd() throws Exception {
		List<StreamRecorder> recorders = new ArrayList<>();
		try (RunningService brief = startOnJetty()) {
			this.log.attach();
			for (int i = 0; i < 20; i++) {
				TaskStartResponse run = brief.tasks().start(new Puppet());
				recorders.add(StreamRecorder.open(brief.address(run.streamUrl())));
			}
		}
		for (StreamRecorder recorder : recorders) {
			List<StreamRecorder.Event> events = recorder.rest();
			assertThat(events.get(events.size() - 1).errorCode()).isEqualTo("shutting_down");
			recorder.endsHere();
			recorder.close();
		}
	}

	@Test
	@Timeout(25)
	void clientThatTakesNothingDoesNotDelayTheStop() throws Exception {
		// It cannot write its last chunk and may complain of that
		this.log.permit("org.eclipse.jetty.ee11.servlet.ServletChannelState");
		try (RunningService brief = startOnJetty(); RawPeer stalled = RawPeer.connect(brief.port(), 4096)) {
			this.log.attach();
			Puppet noisy = new Puppet();
			TaskStartResponse run = brief.tasks().start(noisy);
			stalled.sends("GET " + run.streamUrl() + " HTTP/1.1", "Host: localhost");
			await().until(() -> brief.streams().size() == 1);
			noisy.reportsUntilNothingIsTaken(BIG, brief.counters());
			brief.close();

			stalled.readToEnd();
		}
	}

	private static boolean isConnected(RawPeer peer) {
		Server server = ((JettyWebServer) service.context().getWebServer()).getServer();
		return ((ServerConnector) server.getConnectors()[0]).getConnectedEndPoints()
			.stream()
			.anyMatch((endPoint) -> endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote
					&& remote.getPort() == peer.localPort());
	}

	private java.net.URI address() {
		return service.address(this.started.streamUrl());
	}

	private RawPeer watching() throws Exception {
		return RawPeer.watching(service.port(), this.started.streamUrl());
	}

}
