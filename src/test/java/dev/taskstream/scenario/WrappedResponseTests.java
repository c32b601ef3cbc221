package dev.taskstream.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.taskstream.TaskStartResponse;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that wraps its responses sees every byte of a stream, although streams
 * take a shorter way where nothing is between.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(WrappedResponseTests.Wrapping.class)
class WrappedResponseTests extends Scenario {

	@Autowired
	private ByteArrayOutputStream seen;

	@Test
	void theWrapperSeesTheWholeStream() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		puppet.reports("half", 0.5).completes("done");

		String body = Requests.send(this.port, "GET", started.streamUrl()).body();

		assertThat(body).contains("event: task_started\n", "half").endsWith("\"result\":\"done\"}\n\n");
		assertThat(this.seen.toString(StandardCharsets.UTF_8)).isEqualTo(body);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Wrapping {

		@Bean
		ByteArrayOutputStream seen() {
			return new ByteArrayOutputStream();
		}

		@Bean
		OncePerRequestFilter wrappingFilter(ByteArrayOutputStream seen) {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					chain.doFilter(request, new Wrapper(response, seen));
				}

			};
		}

	}

	private static final class Wrapper extends HttpServletResponseWrapper {

		private final ByteArrayOutputStream seen;

		Wrapper(HttpServletResponse response, ByteArrayOutputStream seen) {
			super(response);
			this.seen = seen;
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			return new Output(super.getOutputStream(), this.seen);
		}

	}

	private static final class Output extends ServletOutputStream {

		private final ServletOutputStream output;

		private final ByteArrayOutputStream seen;

		Output(ServletOutputStream output, ByteArrayOutputStream seen) {
			this.output = output;
			this.seen = seen;
		}

		@Override
		public void write(int b) throws IOException {
			this.seen.write(b);
			this.output.write(b);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.seen.write(bytes, offset, length);
			this.output.write(bytes, offset, length);
		}

		@Override
		public void flush() throws IOException {
			this.output.flush();
		}

		@Override
		public boolean isReady() {
			return this.output.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.output.setWriteListener(listener);
		}

	}

}
