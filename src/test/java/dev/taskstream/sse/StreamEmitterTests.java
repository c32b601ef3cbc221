package dev.taskstream.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitterReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

class StreamEmitterTests {

	private final OpenStreams streams = new OpenStreams(10, 0);

	private final StreamCounters counters = new StreamCounters();

	private final StreamOpener opener = new StreamOpener(
			new StreamContext(this.streams, this.counters, Runnable::run, Runnable::run));

	private SlowOutput open(String... frames) throws Exception {
		return open(new Frames(frames));
	}

	private SlowOutput open(FrameSource frames) throws Exception {
		SlowOutput output = new SlowOutput();
		open(frames, responseWith(output));
		return output;
	}

	private static HttpServletResponse responseWith(SlowOutput output) {
		return new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return output;
			}

		};
	}

	private void open(FrameSource frames, HttpServletResponse response) throws Exception {
		open(frames, new MockHttpServletRequest(), response);
	}

	private void open(FrameSource frames, MockHttpServletRequest request, HttpServletResponse response)
			throws Exception {
		request.setAsyncSupported(true);
		WebAsyncUtils.getAsyncManager(request)
			.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(request, response));
		SseEmitter emitter = this.opener.open(frames, () -> true, request, response);
		MethodParameter returnType = new MethodParameter(TaskController.class.getDeclaredMethod("stream", String.class,
				HttpServletRequest.class, HttpServletResponse.class), -1);
		new ResponseBodyEmitterReturnValueHandler(List.of(new StringHttpMessageConverter())).handleReturnValue(emitter,
				returnType, new ModelAndViewContainer(), new ServletWebRequest(request, response));
	}

	@Test
	void whatAContainerHasNotSentYetIsNotOverwrittenByAnotherStream() throws Exception {
		SlowOutput slow = open("slow".repeat(1_000));
		SlowOutput other = open("other".repeat(1_000));

		slow.listener().onWritePossible();
		other.listener().onWritePossible();

		slow.becomeReady();
		assertThat(slow.sent()).hasToString("retry: 2500\nid: 1\n" + "slow".repeat(1_000));
	}

	@Test
	void nothingIsWrittenBeforeTheOutputIsReadyAgain() throws Exception {
		SlowOutput output = open("one", "two", "three".repeat(2_000), "four");

		output.listener().onWritePossible();
		while (!output.isReady()) {
			output.becomeReady();
		}

		assertThat(output.sent())
			.hasToString("retry: 2500\nid: 1\none" + "id: 2\ntwo" + "id: 3\n" + "three".repeat(2_000) + "id: 4\nfour");
		assertThat(this.counters.eventsDelivered()).isEqualTo(4);
	}

	@Test
	void anErrorWhileWritingReleasesTheStream() throws Exception {
		SlowOutput output = open(new Frames("one") {

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
		open(new Frames("one"), new MockHttpServletResponse() {

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
		StreamEmitter discarded = (StreamEmitter) this.opener.open(new Frames("one"), () -> true, asynchronous(),
				new MockHttpServletResponse());
		assertThat(due(discarded, Duration.ZERO)).isNull();

		due(discarded, Duration.ofSeconds(31)).run();

		assertThat(this.streams.size()).isZero();
		assertThat(this.streams.awaitNone(Duration.ZERO)).isTrue();
	}

	@Test
	void requestThatTheContainerForgetsIsEnded() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		SlowOutput output = new SlowOutput();
		open(new Frames("one"), request, responseWith(output));
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
			buffer.appendFrame(String.valueOf(this.next), frame);
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
