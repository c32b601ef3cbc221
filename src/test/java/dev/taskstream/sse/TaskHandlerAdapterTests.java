package dev.taskstream.sse;

import java.io.IOException;
import java.util.List;

import dev.taskstream.engine.LogRecorder;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a controller of ours throws, of which the application hears nothing.
 */
class TaskHandlerAdapterTests {

	private final Thrower controller = new Thrower();

	private final TaskHandlerAdapter adapter = new TaskHandlerAdapter(List.of(this.controller));

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/tasks");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final LogRecorder log = new LogRecorder(TaskHandlerAdapter.class);

	@AfterEach
	void stopRecording() {
		this.log.close();
	}

	private void handle(String method) throws Exception {
		assertThat(this.adapter.handle(this.request, this.response, new HandlerMethod(this.controller, method)))
			.isNull();
	}

	@Test
	void clientThatHasDisconnectedIsNoError() throws Exception {
		handle("disconnected");

		assertThat(this.log.warnings()).isEmpty();
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	@Test
	void faultOfOursIsLoggedAndAnsweredWithoutItsText() throws Exception {
		handle("broken");

		assertThat(this.log.warnings()).containsExactly("A request for a task failed");
		assertThat(this.response.getStatus()).isEqualTo(500);
		assertThat(this.response.getContentType()).startsWith("application/problem+json");
		assertThat(this.response.getContentAsString()).contains("The request failed").doesNotContain("secret");
	}

	@Test
	void answerIsNotStoredUnlessItIsAStreamThatEnds() throws Exception {
		handle("answer");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");

		this.response.setHeader("Cache-Control", "no-cache");
		this.request.setDispatcherType(DispatcherType.ASYNC);
		handle("answer");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-cache");
	}

	@Test
	void handlersOfTheApplicationAreNotSupported() throws Exception {
		assertThat(this.adapter.supports(new HandlerMethod(this.controller, "answer"))).isTrue();
		assertThat(this.adapter.supports(new HandlerMethod(new Thrower(), "answer"))).isFalse();
		assertThat(this.adapter.supports(this.controller)).isFalse();
	}

	static final class Thrower {

		public void disconnected() throws IOException {
			throw new IOException("Broken pipe");
		}

		public void broken() {
			throw new IllegalStateException("secret");
		}

		public ResponseEntity<byte[]> answer() {
			return ResponseEntity.ok(new byte[0]);
		}

	}

}
