package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * Turns a request for events into a stream, or into the answer that makes an
 * {@code EventSource} do the right thing instead.
 */
final class StreamOpener {

	private static final String NO_CACHE = "no-cache, no-transform";

	private static final int MIN_RETRY_MILLIS = 1_000;

	private static final int MAX_RETRY_MILLIS = 10_000;

	private static final int MAX_ID_DIGITS = 18;

	private final OpenStreams streams;

	StreamOpener(OpenStreams streams) {
		this.streams = streams;
	}

	/**
	 * Answers with the frames of a source, or sends the client away for now: with 200,
	 * since an {@code EventSource} takes any other status as an end for good.
	 */
	ResponseEntity<?> open(FrameSource source, HttpServletRequest request) {
		if (request.getMethod().equals("HEAD")) {
			return stream().build();
		}
		if (this.streams.isRefusing()) {
			return refuse("the service is stopping");
		}
		StreamEmitter emitter = this.streams.tryOpen(source);
		if (emitter == null) {
			return refuse("too many streams are open");
		}
		WebAsyncUtils.getAsyncManager(request).registerDeferredResultInterceptor(emitter, emitter);
		return stream().body(emitter);
	}

	/**
	 * What ends the reconnecting of a client that has seen everything.
	 */
	ResponseEntity<?> nothingMore() {
		return ResponseEntity.status(HttpStatus.NO_CONTENT).header(HttpHeaders.CACHE_CONTROL, NO_CACHE).build();
	}

	private ResponseEntity<?> refuse(String reason) {
		this.streams.statistics().refused.increment();
		int retry = ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS);
		return stream()
			.body(("retry: " + retry + "\n:" + reason + ", please come back\n").getBytes(StandardCharsets.US_ASCII));
	}

	private static ResponseEntity.BodyBuilder stream() {
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.header(HttpHeaders.CACHE_CONTROL, NO_CACHE)
			.header("X-Accel-Buffering", "no");
	}

	/**
	 * The number of the last event that a client has seen.
	 * @param header what it says by itself when it reconnects, which wins
	 * @param parameter what the page said in the URL
	 * @return the number, or 0 where there is none or it is no number of an event
	 */
	static long lastEventId(@Nullable String header, @Nullable String parameter) {
		return isNumber(header) ? Long.parseLong(header) : isNumber(parameter) ? Long.parseLong(parameter) : 0;
	}

	private static boolean isNumber(@Nullable String text) {
		return text != null && text.length() <= MAX_ID_DIGITS && text.matches("[0-9]+");
	}

}
