package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.MethodParameter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitterReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams that Spring MVC opens on outputs that a test controls.
 */
final class StreamStage {

	final OpenStreams streams = new OpenStreams(10, 0);

	final StreamCounters counters = new StreamCounters();

	final StreamOpener opener;

	StreamStage() {
		this(Runnable::run);
	}

	StreamStage(Executor blockingDelivery) {
		this.opener = new StreamOpener(new StreamContext(this.streams, this.counters, Runnable::run, blockingDelivery));
	}

	SlowOutput open(String... frames) throws Exception {
		return open(new Frames(frames));
	}

	SlowOutput open(FrameSource frames) throws Exception {
		SlowOutput output = new SlowOutput();
		open(frames, new MockHttpServletRequest(), responseWith(output));
		return output;
	}

	static HttpServletResponse responseWith(ServletOutputStream output) {
		return new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return output;
			}

		};
	}

	void open(FrameSource frames, MockHttpServletRequest request, HttpServletResponse response) throws Exception {
		open(frames, () -> true, request, response);
	}

	void open(FrameSource frames, BooleanSupplier access, MockHttpServletRequest request, HttpServletResponse response)
			throws Exception {
		request.setAsyncSupported(true);
		WebAsyncUtils.getAsyncManager(request)
			.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(request, response));
		SseEmitter emitter = this.opener.open(frames, access, request, response);
		MethodParameter returnType = new MethodParameter(TaskController.class.getDeclaredMethod("stream", String.class,
				HttpServletRequest.class, HttpServletResponse.class), -1);
		new ResponseBodyEmitterReturnValueHandler(List.of(new StringHttpMessageConverter())).handleReturnValue(emitter,
				returnType, new ModelAndViewContainer(), new ServletWebRequest(request, response));
	}

	/**
	 * Frames that are all there from the beginning.
	 */
	static class Frames implements FrameSource {

		private final String[] frames;

		private int next;

		Frames(String... frames) {
			this.frames = frames;
		}

		/**
		 * Frames after which others may come.
		 */
		static Frames unfinished(String... frames) {
			return new Frames(frames) {

				@Override
				public boolean isFinished() {
					return false;
				}

			};
		}

		@Override
		public void open(Runnable signal) {
		}

		@Override
		public boolean appendNext(FrameBuffer buffer) {
			if (this.next == this.frames.length) {
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

}
