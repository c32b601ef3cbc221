package org.example.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class OpenInViewTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ApplicationContext context;

	@Test
	void moreStreamsMayBeOpenThanThereAreConnectionsToTheDatabase() {
		assertThat(this.context.getBeanNamesForType(OpenEntityManagerInViewInterceptor.class)).hasSize(1);
		Caller ada = Caller.withToken(this.port, "ada");
		TaskStartResponse waiting = ada.start("/api/waits", "");
		List<TaskStream> streams = new ArrayList<>();
		try {
			IntStream.range(0, 5).forEach((i) -> streams.add(ada.streams().open(waiting.streamUrl())));
			streams.forEach(TaskStream::next);

			assertThat(ada.streams().read(ada.start("/api/price-imports", "{\"lines\":[\"screw;1\"]}"))).isCompleted();
		}
		finally {
			streams.forEach(TaskStream::close);
			ada.post("/api/tasks/" + waiting.taskId() + "/cancel", "");
		}
	}

}
