package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams whose session ends at an unusual moment.
 */
class SignedOutStreamTests {

	private static final String LARGE = "x".repeat(20_000);

	private final StreamStage stage = new StreamStage();

	private final MockHttpSession session = new MockHttpSession();

	private final SlowOutput output = new SlowOutput();

	private void open(FrameSource frames, MockHttpServletRequest request) throws Exception {
		request.setSession(this.session);
		this.stage.open(frames, request, StreamStage.responseWith(this.output));
	}

	@Test
	void eventsThatAreReadyAreNotWrittenAfterTheSessionHasEnded() throws Exception {
		EagerOutput eager = new EagerOutput();
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSession(this.session);
		this.stage.open(new StreamStage.Frames("one" + LARGE, "two" + LARGE, "three" + LARGE), request,
				StreamStage.responseWith(eager));
		eager.signOutOnceItHas = "two";

		eager.listener.onWritePossible();

		assertThat(eager.sent).asString().contains("one", "two").doesNotContain("three");
		assertThat(this.stage.streams.size()).isZero();
	}

	@Test
	void streamOfASessionThatEndsWithTheTaskIsCompletedWithoutADispatch() throws Exception {
		EagerOutput eager = new EagerOutput();
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSession(this.session);
		this.stage.open(new StreamStage.Frames("one") {

			@Override
			public boolean isFinished() {
				// Asked for the last time when the last frame has been flushed
				SignedOutStreamTests.this.stage.streams.revoke(SignedOutStreamTests.this.session);
				return super.isFinished();
			}

		}, request, StreamStage.responseWith(eager));

		eager.listener.onWritePossible();

		assertThat(eager.sent).asString().endsWith("one");
		assertThat(WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()).isFalse();
		assertThat(this.stage.streams.unended()).isEmpty();
	}

	@Test
	void streamsOfOtherSessionsGoOn() throws Exception {
		open(new StreamStage.Frames("one"), new MockHttpServletRequest());

		this.stage.streams.revoke(new MockHttpSession());
		this.output.readAll();

		assertThat(this.output.sent()).endsWith("one");
	}

	@Test
	void streamOfASessionThatEndsWhileItIsOpenedWritesNothing() throws Exception {
		open(new StreamStage.Frames("one"), new MockHttpServletRequest() {

			@Override
			public HttpSession getSession(boolean create) {
				HttpSession found = super.getSession(create);
				if (found != null) {
					found.invalidate();
				}
				return found;
			}

		});

		this.output.readAll();

		assertThat(this.output.sent()).isEmpty();
		assertThat(this.stage.streams.size()).isZero();
	}

	@Test
	void endOfASessionOfWhichNothingTellsIsFoundWithinTheKeepAlive() throws Exception {
		open(StreamStage.Frames.unfinished("one"), new MockHttpServletRequest());
		this.output.readAll();
		StreamEmitter stream = this.stage.streams.unended().iterator().next();
		this.session.invalidate();

		Duration keepAlive = Duration.ofMinutes(10);
		stream.due(keepAlive.toNanos(), Long.MAX_VALUE, System.nanoTime() + keepAlive.toNanos() * 2 / 3).run();

		assertThat(this.stage.streams.size()).isZero();
	}

	/**
	 * An output that is always ready, since the client reads as fast as it can.
	 */
	private final class EagerOutput extends ServletOutputStream {

		private final StringBuilder sent = new StringBuilder();

		private String signOutOnceItHas = "nothing like it";

		private WriteListener listener;

		@Override
		public void write(byte[] bytes, int offset, int length) {
			this.sent.append(new String(bytes, offset, length, StandardCharsets.US_ASCII));
			if (this.sent.indexOf(this.signOutOnceItHas) >= 0) {
				SignedOutStreamTests.this.stage.streams.revoke(SignedOutStreamTests.this.session);
			}
		}

		@Override
		public void write(int single) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void flush() {
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener writeListener) {
			this.listener = writeListener;
		}

	}

}
