package dev.taskstream.sse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StreamEmitterTests {

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	private final OpenStreams streams = new OpenStreams(
			new StreamSettings(10, Duration.ofMinutes(1), Duration.ofMinutes(1)), this.scheduler, Runnable::run,
			Runnable::run);

	@AfterEach
	void stop() {
		this.scheduler.shutdownNow();
	}

	private Output open(String... frames) throws Exception {
		return open(new Frames(frames));
	}

	private Output open(FrameSource frames) throws Exception {
		Output output = new Output();
		open(frames, new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return output;
			}

		});
		return output;
	}

	private void open(FrameSource frames, HttpServletResponse response) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		WebAsyncUtils.getAsyncManager(request)
			.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(request, response));
		this.streams.tryOpen(frames).start(request, response);
	}

	@Test
	void whatAContainerHasNotSentYetIsNotOverwrittenByAnotherStream() throws Exception {
		Output slow = open("slow".repeat(1_000));
		Output other = open("other".repeat(1_000));

		slow.listener.onWritePossible();
		other.listener.onWritePossible();

		slow.becomeReady();
		assertThat(slow.sent).hasToString("retry: 2500\nid: 1\n" + "slow".repeat(1_000));
	}

	@Test
	void nothingIsWrittenBeforeTheOutputIsReadyAgain() throws Exception {
		Output output = open("one", "two", "three".repeat(2_000), "four");

		output.listener.onWritePossible();
		while (!output.ready) {
			output.becomeReady();
		}

		assertThat(output.sent)
			.hasToString("retry: 2500\nid: 1\none" + "id: 2\ntwo" + "id: 3\n" + "three".repeat(2_000) + "id: 4\nfour");
		assertThat(this.streams.statistics().eventsDelivered()).isEqualTo(4);
	}

	@Test
	void anErrorWhileWritingReleasesTheStream() throws Exception {
		Output output = open(new Frames("one") {

			@Override
			public boolean appendNext(FrameBuffer buffer) {
				throw new OutOfMemoryError("for a test");
			}

		});

		output.listener.onWritePossible();

		assertThat(this.streams.size()).isZero();
	}

	@Test
	void aStreamThatCannotBeginIsReleased() {
		assertThatIllegalStateException().isThrownBy(() -> open(new Frames("one"), new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				throw new IllegalStateException("A filter has taken the writer");
			}

		}));

		assertThat(this.streams.size()).isZero();
	}

	private static class Frames implements FrameSource {

		private final String[] frames;

		private int next;

		Frames(String... frames) {
			this.frames = frames;
		}

		@Override
		public void open(Runnable signal) {
		}

		@Override
		public boolean appendNext(FrameBuffer buffer) {
			if (isFinished()) {
				return false;
			}
			byte[] frame = this.frames[this.next++].getBytes(StandardCharsets.US_ASCII);
			buffer.appendFrame(this.next, frame);
			return true;
		}

		@Override
		public boolean isFinished() {
			return this.next == this.frames.length;
		}

		@Override
		public long skipped() {
			return 0;
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Takes one write at a time and keeps the writer's array until it is sent, as the
	 * specification allows and Jetty does.
	 */
	private static final class Output extends ServletOutputStream {

		private final StringBuilder sent = new StringBuilder();

		private WriteListener listener;

		private ByteBuffer pending = ByteBuffer.allocate(0);

		private boolean ready = true;

		void becomeReady() throws IOException {
			this.sent.append(StandardCharsets.US_ASCII.decode(this.pending));
			this.ready = true;
			this.listener.onWritePossible();
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			assertThat(this.ready).isTrue();
			this.pending = ByteBuffer.wrap(bytes, offset, length);
			this.ready = false;
		}

		@Override
		public void flush() {
			assertThat(this.ready).isTrue();
		}

		@Override
		public boolean isReady() {
			return this.ready;
		}

		@Override
		public void setWriteListener(WriteListener writeListener) {
			this.listener = writeListener;
		}

		@Override
		public void write(int b) {
			throw new UnsupportedOperationException();
		}

	}

}
