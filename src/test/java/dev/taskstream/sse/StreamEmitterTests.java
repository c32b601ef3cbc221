package dev.taskstream.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

class StreamEmitterTests {

	private final StreamStage stage = new StreamStage();

	private final OpenStreams streams = this.stage.streams;

	@Test
	void whatAContainerHasNotSentYetIsNotOverwrittenByAnotherStream() throws Exception {
		SlowOutput slow = this.stage.open("slow".repeat(1_000));
		SlowOutput other = this.stage.open("other".repeat(1_000));

		slow.listener().onWritePossible();
		other.listener().onWritePossible();

		slow.becomeReady();
		assertThat(slow.sent()).hasToString("retry: 2500\nid: 1\n" + "slow".repeat(1_000));
	}

	@Test
	void nothingIsWrittenBeforeTheOutputIsReadyAgain() throws Exception {
		SlowOutput output = this.stage.open("one", "two", "three".repeat(2_000), "four");

		output.listener().onWritePossible();
		while (!output.isReady()) {
			output.becomeReady();
		}

		assertThat(output.sent())
			.hasToString("retry: 2500\nid: 1\none" + "id: 2\ntwo" + "id: 3\n" + "three".repeat(2_000) + "id: 4\nfour");
		assertThat(this.stage.counters.eventsDelivered()).isEqualTo(4);
	}

	@Test
	void responseIsCompletedOnceTheClientHasTakenTheEnd() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		SlowOutput output = new SlowOutput();
		this.stage.open(new StreamStage.Frames("one"), request, StreamStage.responseWith(output));

		output.listener().onWritePossible();
		output.becomeReady();
		assertThat(WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()).isFalse();

		output.becomeReady();
		assertThat(WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()).isTrue();
	}

	@Test
	void lostClientIsUnsubscribedAndGetsNothingMore() throws Exception {
		AtomicBoolean closed = new AtomicBoolean();
		SlowOutput output = this.stage.open(new StreamStage.Frames("one") {

			@Override
			public void close() {
				closed.set(true);
			}

		});

		output.listener().onError(new IOException("Broken pipe"));
		output.listener().onWritePossible();

		assertThat(closed).isTrue();
		assertThat(output.isReady()).as("nothing is written").isTrue();
	}

	@Test
	void anErrorWhileWritingReleasesTheStream() throws Exception {
		SlowOutput output = this.stage.open(new StreamStage.Frames("one") {

			@Override
			public boolean appendNext(FrameBuffer buffer) {
				throw new OutOfMemoryError("for a test");
			}

		});

		output.listener().onWritePossible();

		assertThat(this.streams.size()).isZero();
	}

	@Test
	void streamThatCannotBeginIsReleased() throws Exception {
		this.stage.open(new StreamStage.Frames("one"), new MockHttpServletRequest(), new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				throw new IllegalStateException("A filter has taken the writer");
			}

		});

		assertThat(this.streams.size()).isZero();
		assertThat(this.streams.awaitNone(Duration.ZERO)).isTrue();
	}

	@Test
	void placeOfAStreamThatSpringNeverOpensIsFreeAgain() throws Exception {
		StreamEmitter discarded = (StreamEmitter) this.stage.opener.open(new StreamStage.Frames("one"), () -> true,
				asynchronous(), new MockHttpServletResponse());
		assertThat(due(discarded, Duration.ZERO)).isNull();

		due(discarded, Duration.ofSeconds(31)).run();

		assertThat(this.streams.size()).isZero();
		assertThat(this.streams.awaitNone(Duration.ZERO)).isTrue();
	}

	@Test
	void requestThatTheContainerForgetsIsEnded() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		SlowOutput output = new SlowOutput();
		this.stage.open(new StreamStage.Frames("one"), request, StreamStage.responseWith(output));
		output.listener().onError(new IOException("Broken pipe"));
		StreamEmitter forgotten = this.streams.unended().iterator().next();
		assertThat(this.streams.size()).isZero();
		AtomicBoolean completed = new AtomicBoolean();
		((MockAsyncContext) request.getAsyncContext()).addListener(new CompletionListener(completed));

		due(forgotten, Duration.ofSeconds(3)).run();

		assertThat(completed).isTrue();
		assertThat(this.streams.awaitNone(Duration.ZERO)).isTrue();
	}

	private static MockHttpServletRequest asynchronous() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		return request;
	}

	private static Runnable due(StreamEmitter stream, Duration later) {
		return stream.due(Long.MAX_VALUE, Long.MAX_VALUE, System.nanoTime() + later.toNanos());
	}

	private record CompletionListener(AtomicBoolean completed) implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
			this.completed.set(true);
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
