package dev.taskstream.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Opens streams for requests, or answers with what makes an {@code EventSource} reconnect
 * later or stop.
 */
final class StreamOpener {

	private static final String NO_CACHE = "no-cache, no-transform";

	private final StreamContext context;

	StreamOpener(StreamContext context) {
		this.context = context;
	}

	/**
	 * Open a stream, or tell the client to reconnect later. A refusal has status 200,
	 * since an {@code EventSource} never reconnects after any other.
	 * @param access whether the caller may still see the tasks, asked again and again
	 * @return the stream, or {@code null} if the request has been answered
	 */
	@Nullable SseEmitter open(FrameSource source, BooleanSupplier access, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (request.getMethod().equals("HEAD")) {
			setHeaders(response);
			return null;
		}
		OpenStreams streams = this.context.streams();
		if (streams.isRefusing()) {
			return refuse("the service is stopping", request, response);
		}
		this.context.filters().check(request, response);
		StreamEmitter stream = new StreamEmitter(source, StreamCaller.of(request, access), this.context);
		if (!streams.tryAdd(stream)) {
			return refuse("too many streams are open", request, response);
		}
		WebAsyncUtils.getAsyncManager(request).registerDeferredResultInterceptor(stream, new StreamInterceptor(stream));
		return stream;
	}

	/**
	 * Answer a client that has received the last event with status 204, which stops an
	 * {@code EventSource} from reconnecting.
	 */
	@Nullable SseEmitter nothingMore(HttpServletResponse response) {
		response.setStatus(HttpStatus.NO_CONTENT.value());
		return null;
	}

	/**
	 * Tell a client to come back later, since it cannot be told now whether it may see
	 * the task.
	 */
	@Nullable SseEmitter undecided(HttpServletRequest request, HttpServletResponse response) throws IOException {
		return refuse("access cannot be checked now", request, response);
	}

	private @Nullable SseEmitter refuse(String reason, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.context.counters().refused.increment();
		setHeaders(response);
		if (request.getProtocol().startsWith("HTTP/1.")) {
			// Else those who wait to come back could take all of the server's connections
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		response.getOutputStream().write(Retry.jittered());
		response.getOutputStream().write((":" + reason + ", please come back\n").getBytes(StandardCharsets.US_ASCII));
		return null;
	}

	/**
	 * Set the headers of a stream for the client and for proxies.
	 */
	static void setHeaders(HttpServletResponse response) {
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);
		response.setHeader("X-Accel-Buffering", "no");
	}

}
