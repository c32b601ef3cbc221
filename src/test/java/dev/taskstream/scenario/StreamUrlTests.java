package dev.taskstream.scenario;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "server.servlet.context-path=/app", "server.forward-headers-strategy=framework" })
class StreamUrlTests {

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	@Autowired
	WorkController controller;

	@Test
	void beginsWithTheContextPath() throws Exception {
		this.controller.starts(new Puppet().completes(null));
		String streamUrl = Requests.json(Requests.send(this.port, "POST", "/app/work")).path("streamUrl").stringValue();

		assertThat(streamUrl).startsWith("/app/api/tasks/");
		assertWatchable(streamUrl);
	}

	@Test
	void beginsWithTheConfiguredContextPathOffARequest() throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().completes(null));

		assertThat(started.streamUrl()).isEqualTo("/app/api/tasks/" + started.taskId() + "/stream");
		assertWatchable(started.streamUrl());
	}

	@ParameterizedTest
	@CsvSource({ "/public, /public/api/tasks/", "/, /api/tasks/", "//evil.example.org, /evil.example.org/api/tasks/" })
	void beginsWithTheForwardedPrefixAndOneSlash(String prefix, String start) throws Exception {
		this.controller.starts(new Puppet().completes(null));

		assertThat(Requests.json(Requests.send(this.port, "POST", "/app/work", "X-Forwarded-Prefix", prefix))
			.path("streamUrl")
			.stringValue()).startsWith(start);
	}

	private void assertWatchable(String streamUrl) throws Exception {
		try (StreamRecorder stream = StreamRecorder.open(Address.of(this.port, streamUrl))) {
			assertThat(stream.rest()).hasSize(2);
		}
	}

}
