package dev.taskstream.reliability;

import java.time.Duration;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RawPeer;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.scenario.SocketWrites;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that misbehave on the wire. Beside each of them a healthy client gets every
 * event, and afterwards no stream, descriptor or thread is held, and nothing is logged.
 */
abstract class WireFaults {

	static RunningService service;

	@RegisterExtension
	final QuietLog log = new QuietLog().aboveDebug();

	private Healthy healthy;

	private long descriptors;

	@BeforeAll
	static void startService() {
		service = RunningService.start("--taskstream.stream.stall-timeout=500ms",
				"--taskstream.stream.keep-alive=200ms", "--taskstream.stream.history=5000",
				"--server.tomcat.connection-timeout=1s");
	}

	@AfterAll
	static void stopService() {
		GracefulStop.of(service);
	}

	@BeforeEach
	void startHealthyClient() throws Exception {
		Answer.of(service.port(), finished().streamUrl());
		soon().until(() -> service.streams().size() == 0);
		this.descriptors = Descriptors.open();
		this.healthy = Healthy.in(service);
	}

	@AfterEach
	void nothingIsHeld() throws Exception {
		this.healthy.close();
		soon().until(() -> service.streams().size() == 0);
		SocketWrites.noneIsWaiting();
		soon().untilAsserted(
				() -> assertThat(Descriptors.open()).as("descriptors that are open").isLessThan(this.descriptors + 10));
	}

	static RawPeer watching(TaskStartResponse started, int receiveBuffer) throws Exception {
		return RawPeer.connect(service.port(), receiveBuffer)
			.sends("GET " + started.streamUrl() + " HTTP/1.1", "Host: localhost", "Connection: close");
	}

	static TaskStartResponse finished() {
		TaskStartResponse started = service.tasks().start(Engines.quick("Quick"));
		soon().until(() -> service.tasks().find(started.taskId()).orElseThrow().status().isFinal());
		return started;
	}

	/**
	 * Waits without the delay before the first look, which would be most of the time that
	 * hundreds of short tests take.
	 */
	private static ConditionFactory soon() {
		return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
	}

}
