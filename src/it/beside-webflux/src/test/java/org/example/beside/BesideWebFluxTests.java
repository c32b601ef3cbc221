package org.example.beside;

import java.util.List;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BesideWebFluxTests {

	@LocalServerPort
	private int port;

	@Autowired
	private WebClient webClient;

	@Test
	void theApplicationIsAServletApplication(@Autowired ApplicationContext context) {
		assertThat(context).isInstanceOf(ServletWebServerApplicationContext.class);
	}

	@Test
	void aTaskIsWatchedToItsEnd() {
		assertThat(TaskStreamClient.forPort(this.port).read(start())).isWhole().isCompletedWith("\"hello\"");
	}

	@Test
	void theApplicationsOwnWebClientReadsAStream() {
		List<ServerSentEvent<JsonNode>> events = this.webClient.get()
			.uri("http://localhost:" + this.port + start().streamUrl())
			.accept(MediaType.TEXT_EVENT_STREAM)
			.retrieve()
			.bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
			})
			.collectList()
			.block();

		assertThat(events).extracting(ServerSentEvent::event)
			.containsExactly("task_started", "progress_update", "task_completed");
	}

	private TaskStartResponse start() {
		return this.webClient.post()
			.uri("http://localhost:" + this.port + "/greetings")
			.retrieve()
			.bodyToMono(TaskStartResponse.class)
			.block();
	}

}
