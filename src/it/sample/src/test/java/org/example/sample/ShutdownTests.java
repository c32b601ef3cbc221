package org.example.sample;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;

class ShutdownTests {

	@Test
	void aStopIsToldToWatchersThoughEverythingWasInitializedLazily() {
		ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--spring.jmx.enabled=false");
		Caller ada = Caller.withToken(application.getEnvironment().getRequiredProperty("local.server.port", int.class),
				"ada");
		TaskStartResponse started = ada.start("/api/waits", "");
		try (TaskStream stream = ada.streams().open(started.streamUrl())) {
			stream.next();
			application.close();
			while (stream.next() != null) {
				continue;
			}

			assertThat(stream.seen()).isWhole().isCancelled().hasErrorCode("shutting_down");
		}
	}

}
