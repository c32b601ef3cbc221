package org.example.sample;

import dev.taskstream.TaskService;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * With one worker, so that every run is followed by another on the same thread.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "taskstream.executor.pool-size=1")
class PropagationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TaskService tasks;

	@Autowired
	private ObservationRegistry observations;

	@Test
	void theContextOfTheRequestReachesTheTaskAndNoOther() {
		Caller ada = Caller.withToken(this.port, "ada");

		assertThat(ada.streams().read(ada.start("/api/probes", ""))).isCompletedWith("""
				{"user":"ada","tenant":"acme","taskId":true,"observation":"spring.security.http.secured.requests"}""");
		assertThat(runOffARequest()).isEqualTo("""
				{"user":null,"tenant":null,"taskId":true,"observation":null}""");

		Caller grace = Caller.withSession(this.port, "grace");
		assertThat(grace.streams().read(grace.start("/api/probes", ""))).isCompletedWith("""
				{"user":"grace","tenant":"acme","taskId":true,"observation":"spring.security.http.secured.requests"}""");
	}

	@Test
	void aCancelledRunLeavesNothingBehindEither() {
		Caller ada = Caller.withToken(this.port, "ada");
		var started = ada.start("/api/waits", "");
		ada.post("/api/tasks/" + started.taskId() + "/cancel", "");

		assertThat(runOffARequest()).isEqualTo("""
				{"user":null,"tenant":null,"taskId":true,"observation":null}""");
	}

	private String runOffARequest() {
		var taskId = this.tasks.start(new ProbeController.Probe(this.observations)).taskId();
		return await().until(() -> this.tasks.find(taskId).orElseThrow(), (info) -> info.status().isFinal()).result();
	}

}
