package org.example.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.threads.virtual.enabled=true")
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTests {

	@LocalServerPort
	private int port;

	@Test
	void anImportIsWatchedToItsEnd() {
		Caller ada = Caller.withSession(this.port, "ada");

		assertThat(ada.streams().read(ada.start("/api/price-imports", "{\"lines\":[\"nut;12\"]}"))).isWhole()
			.isCompletedWith("{\"imported\":1}");
	}

	@Test
	void aTaskIsInterrupted() {
		Caller ada = Caller.withToken(this.port, "ada");
		var started = ada.start("/api/waits", "");

		ada.post("/api/tasks/" + started.taskId() + "/cancel", "");

		assertThat(ada.streams().read(started)).isCancelled();
	}

}
