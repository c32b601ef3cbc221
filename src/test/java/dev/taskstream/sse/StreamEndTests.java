package dev.taskstream.sse;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The ways in which a stream ends, and what each gives back to the container.
 */
class StreamEndTests {

	private final StreamStage stage = new StreamStage();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final SlowOutput output = new SlowOutput();

	private final RecordedConnection connection = new RecordedConnection();

	private boolean closed;

	private boolean unfinished;

	private final FrameSource frames = new StreamStage.Frames("one") {

		@Override
		public boolean isFinished() {
			return super.isFinished() && !StreamEndTests.this.unfinished;
		}

		@Override
		public void close() {
			StreamEndTests.this.closed = true;
		}

	};

	private StreamEmitter open() throws Exception {
		this.stage.open(this.frames, this.request, StreamStage.responseWith(this.output));
		return this.stage.streams.unended().iterator().next();
	}

	private StreamEmitter openWithConnection() throws Exception {
		this.request.setAttribute(Connection.class.getName(), this.connection);
		return open();
	}

	private MockAsyncContext context() {
		return (MockAsyncContext) this.request.getAsyncContext();
	}

	private boolean isCompletedBySpring() {
		return WebAsyncUtils.getAsyncManager(this.request).hasConcurrentResult();
	}

	private static long inThreeSeconds() {
		return System.nanoTime() + Duration.ofSeconds(3).toNanos();
	}

	private void assertThatThePlaceIsFreeAndNothingIsSubscribed() {
		assertThat(this.stage.streams.size()).isZero();
		assertThat(this.closed).isTrue();
	}

	@Test
	void errorThatTheContainerTellsEndsTheStreamWithoutAnException() throws Exception {
		open();

		for (AsyncListener listener : context().getListeners()) {
			listener.onError(new AsyncEvent(context(), new IOException("Broken pipe")));
		}

		assertThatThePlaceIsFreeAndNothingIsSubscribed();
		assertThat(isCompletedBySpring()).isTrue();
		assertThat(WebAsyncUtils.getAsyncManager(this.request).getConcurrentResult()).isNull();
	}

	@Test
	void timeoutThatAnApplicationHasSetEndsTheStreamWithoutAnException() throws Exception {
		open();

		for (AsyncListener listener : context().getListeners()) {
			listener.onTimeout(new AsyncEvent(context()));
		}

		assertThatThePlaceIsFreeAndNothingIsSubscribed();
		assertThat(WebAsyncUtils.getAsyncManager(this.request).getConcurrentResult()).isNull();
	}

	@Test
	void endThatTheContainerTellsLeavesNothing() throws Exception {
		open();

		context().complete();

		assertThatThePlaceIsFreeAndNothingIsSubscribed();
		assertThat(this.stage.streams.awaitNone(Duration.ZERO)).isTrue();
	}

	@Test
	void streamThatSpringCannotStartLeavesNothing() {
		MockHttpServletRequest broken = new MockHttpServletRequest() {

			@Override
			public MockAsyncContext startAsync(ServletRequest asyncRequest, ServletResponse response) {
				throw new IllegalStateException("No asynchronous processing here");
			}

		};

		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.stage.open(this.frames, broken, new MockHttpServletResponse()));

		assertThatThePlaceIsFreeAndNothingIsSubscribed();
		assertThat(this.stage.streams.unended()).isEmpty();
	}

	@Test
	void failedWriteIsCountedOnceAndCompletedWhereNoConnectionCanBeClosed() throws Exception {
		open();

		this.output.listener().onError(new IOException("Broken pipe"));
		this.output.listener().onError(new IOException("Broken pipe"));

		assertThat(this.stage.counters.writeFailures()).isEqualTo(1);
		assertThat(isCompletedBySpring()).isTrue();
		assertThatThePlaceIsFreeAndNothingIsSubscribed();
	}

	@Test
	void failedWriteIsLeftToAContainerWhoseConnectionsCanBeClosed() throws Exception {
		openWithConnection();

		this.output.listener().onError(new IOException("Broken pipe"));

		assertThat(isCompletedBySpring()).isFalse();
		assertThat(this.connection.calls).containsExactly("release");
		assertThatThePlaceIsFreeAndNothingIsSubscribed();
	}

	@Test
	void errorOfOursClosesTheConnectionAndIsCounted() throws Exception {
		openWithConnection();
		this.output.failNext(new OutOfMemoryError("for a test"));

		this.output.listener().onWritePossible();

		assertThat(this.connection.calls).containsExactly("close", "release");
		assertThat(this.stage.counters.writeFailures()).isEqualTo(1);
		assertThatThePlaceIsFreeAndNothingIsSubscribed();
	}

	@Test
	void clientThatHasStoppedReadingIsDisconnectedOrElseCompleted() throws Exception {
		openWithConnection().disconnectStalled();
		assertThat(this.connection.calls).containsExactly("close", "release");
		assertThat(isCompletedBySpring()).isFalse();
		assertThat(this.stage.counters.stalled()).isEqualTo(1);
		assertThatThePlaceIsFreeAndNothingIsSubscribed();

		MockHttpServletRequest other = new MockHttpServletRequest();
		this.stage.open(new StreamStage.Frames("one"), other, StreamStage.responseWith(new SlowOutput()));
		this.stage.streams.disconnectAll();
		assertThat(WebAsyncUtils.getAsyncManager(other).hasConcurrentResult()).isTrue();
		assertThat(this.stage.streams.size()).isZero();
	}

	@Test
	void streamOfACallerThatReadsIsCompletedWithoutSpringWhenItIsWithdrawn() throws Exception {
		this.unfinished = true;
		StreamEmitter stream = openWithConnection();
		this.output.readAll();

		stream.revoke();

		assertThat(this.connection.calls).containsOnly("release");
		assertThat(isCompletedBySpring()).isFalse();
		assertThat(this.stage.streams.unended()).as("the container has completed it").isEmpty();
		assertThatThePlaceIsFreeAndNothingIsSubscribed();
	}

	@Test
	void connectionOfACallerThatDoesNotReadIsClosedWhenTheStreamIsWithdrawn() throws Exception {
		StreamEmitter stream = openWithConnection();
		this.output.listener().onWritePossible();
		assertThat(this.output.isReady()).isFalse();

		stream.revoke();

		assertThat(this.connection.calls).containsExactly("close", "release");
		assertThat(this.stage.streams.unended()).as("completing would wait for the client").hasSize(1);
		assertThatThePlaceIsFreeAndNothingIsSubscribed();
	}

	@Test
	void requestThatTheContainerEndsAtTheSameMomentIsForgottenAsWell() throws Exception {
		MockHttpServletRequest ending = new MockHttpServletRequest() {

			@Override
			public AsyncContext getAsyncContext() {
				return new MockAsyncContext(this, null) {

					@Override
					public void complete() {
						throw new IllegalStateException("The request has ended");
					}

				};
			}

		};
		this.stage.open(this.frames, ending, StreamStage.responseWith(this.output));
		this.output.listener().onError(new IOException("Broken pipe"));

		this.stage.streams.unended().iterator().next().due(Long.MAX_VALUE, Long.MAX_VALUE, inThreeSeconds()).run();

		assertThat(this.stage.streams.unended()).isEmpty();
	}

	@Test
	void requestThatTheContainerHasDroppedIsForgottenAndNotTouched() throws Exception {
		StreamEmitter stream = openWithConnection();
		this.output.listener().onError(new IOException("Broken pipe"));
		this.connection.calls.clear();
		this.connection.lost = true;

		Runnable overdue = stream.due(Long.MAX_VALUE, Long.MAX_VALUE, inThreeSeconds());
		overdue.run();
		assertThat(this.connection.calls).containsOnlyOnce("forget");
		overdue.run();
		assertThat(this.connection.calls).containsOnlyOnce("forget");
		assertThat(this.stage.streams.unended()).isEmpty();
		assertThat(this.request.isAsyncStarted()).as("its objects may serve another request").isTrue();
	}

}
