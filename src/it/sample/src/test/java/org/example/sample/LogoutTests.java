package org.example.sample;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class LogoutTests {

	@LocalServerPort
	private int port;

	@Test
	void logoutEndsTheStreamsOfItsSessionSilently(CapturedOutput output) {
		Caller ada = Caller.withSession(this.port, "ada");
		TaskStartResponse started = ada.start("/api/waits", "");
		try (TaskStream stream = ada.streams().open(started.streamUrl());
				TaskStream another = Caller.withSession(this.port, "ada").streams().open(started.streamUrl())) {
			assertThat(stream.next().event().type()).isEqualTo("task_started");
			assertThat(stream.next().event().type()).isEqualTo("progress_update");
			assertThat(another.next().event().type()).isEqualTo("task_started");
			assertThat(another.next().event().type()).isEqualTo("progress_update");

			ada.post("/logout", "");

			assertThat(stream.next()).isNull();
			assertThat(ada.get(started.streamUrl()).statusCode()).isEqualTo(401);
			Caller.withToken(this.port, "ada").post("/api/tasks/" + started.taskId() + "/cancel", "");
			assertThat(another.next().event().type()).isEqualTo("task_failed");
			assertThat(another.next()).isNull();
		}
		assertThat(output).doesNotContain(" ERROR ", " WARN ");
	}

}
