package dev.taskstream.scenario;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tomcat's own write timeout comes before ours.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.tomcat.connection-timeout=500ms")
class ContainerTimeoutTests extends StreamScenario {

	@Test
	void clientThatTakesNothingIsDroppedQuietly() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		try (RawPeer stalled = RawPeer.connect(this.port, 4096)) {
			stalled.sends("GET " + started.streamUrl() + " HTTP/1.1", "Host: localhost");
			await().until(() -> this.streams.size() == 1);

			puppet.reportsUntilNothingIsTaken("x".repeat(60_000), this.counters);

			await().until(() -> this.streams.size() == 0);
			await().until(() -> this.interceptor.open() == 0);
			assertThat(this.counters.writeFailures()).isEqualTo(1);
			assertThat(this.advice.seen()).isEmpty();
			stalled.readToEnd();
		}
		this.tasks.cancel(started.taskId());
	}

}
