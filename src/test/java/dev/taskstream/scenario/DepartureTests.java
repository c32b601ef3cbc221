package dev.taskstream.scenario;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that go away are noticed, release their stream and are no error.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "taskstream.stream.keep-alive=200ms")
class DepartureTests extends StreamScenario {

	private final Puppet puppet = new Puppet();

	private TaskStartResponse started;

	/**
	 * Whether Tomcat may forget to tell Spring: when a write on another thread fails just
	 * while a container thread is leaving onWritePossible(), it closes the connection
	 * before its own error event is processed.
	 */
	private boolean completionMayBeLost;

	@BeforeEach
	void start() {
		this.started = this.tasks.start(this.puppet);
	}

	@AfterEach
	void nothingIsLeft() {
		await().until(() -> this.streams.size() == 0);
		if (!this.completionMayBeLost) {
			await().until(() -> this.interceptor.open() <= 0);
		}
		this.interceptor.reset();
		assertThat(this.advice.seen()).isEmpty();
		this.tasks.cancel(this.started.taskId());
	}

	@Test
	void clientThatClosesItsConnectionIsNoticed() throws Exception {
		try (RawPeer peer = watching()) {
			peer.readUntil("task_started");
			assertThat(this.streams.size()).isEqualTo(1);
		}
	}

	@Test
	void clientsThatVanishAreNoticed() throws Exception {
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			peers.add(watching());
		}
		for (RawPeer peer : peers) {
			peer.readUntil("task_started");
		}
		assertThat(this.streams.size()).isEqualTo(200);

		for (RawPeer peer : peers) {
			peer.resets();
		}
	}

	@Test
	void clientThatVanishesAmidAnEventIsNoticed() throws Exception {
		RawPeer peer = watching();
		peer.readUntil("task_started");
		this.puppet.reports("x".repeat(60_000));
		peer.readUntil("xxx");

		peer.resets();
	}

	@Test
	void clientThatVanishesBetweenEventsIsNoticedByTheNextEvent() throws Exception {
		RawPeer peer = watching();
		peer.readUntil("task_started");
		peer.resets();

		await().until(() -> {
			this.puppet.reports("more");
			return this.streams.size() == 0;
		});
	}

	@Test
	void clientThatVanishesWithTheEndIsNoticed() throws Exception {
		this.completionMayBeLost = true;
		for (int i = 0; i < 50; i++) {
			Puppet brief = new Puppet();
			TaskStartResponse run = this.tasks.start(brief);
			RawPeer peer = RawPeer.watching(this.port, run.streamUrl());
			peer.readUntil("task_started");
			brief.completes(null);
			peer.resets();
		}
	}

	@Test
	void clientThatVanishesBeforeItsAnswerIsNoticed() throws Exception {
		for (int i = 0; i < 50; i++) {
			watching().resets();
		}
	}

	@Test
	void oldClientThatVanishesIsNoticed() throws Exception {
		RawPeer peer = RawPeer.connect(this.port).sends("GET " + this.started.streamUrl() + " HTTP/1.0");
		peer.readUntil("task_started");

		peer.resets();
	}

	@Test
	void headOpensNoStream() throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port)) {
			peer.sends("HEAD " + this.started.streamUrl() + " HTTP/1.1", "Host: localhost");
			assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ")
				.containsIgnoringCase("Content-Type: text/event-stream")
				.containsIgnoringCase("X-Accel-Buffering: no");
			assertThat(this.streams.size()).isZero();

			peer.sends("GET /api/tasks/" + this.started.taskId() + " HTTP/1.1", "Host: localhost");
			assertThat(peer.readHead()).as("the next answer, right after the headers").startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void connectionServesAnotherRequestAfterTheEnd() throws Exception {
		this.puppet.completes(null);

		try (RawPeer peer = watching()) {
			for (int i = 0; i < 3; i++) {
				peer.readHead();
				assertThat(peer.readChunkedBody()).contains("task_completed");
				peer.sends("GET " + this.started.streamUrl() + " HTTP/1.1", "Host: localhost");
			}
			peer.readHead();
			assertThat(peer.readChunkedBody()).contains("task_completed");
		}
	}

	private RawPeer watching() throws Exception {
		return RawPeer.watching(this.port, this.started.streamUrl());
	}

}
