package dev.taskstream.sse;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executor;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * An {@link SseEmitter} that writes the frames of a {@link FrameSource} with non-blocking
 * output. It is also the interceptor of its own request: Spring MVC calls
 * {@link #preProcess} once asynchronous processing has started, and
 * {@link #afterCompletion} when the container has ended it.
 */
final class StreamEmitter extends SseEmitter implements WriteListener, DeferredResultProcessingInterceptor {

	/*
	 * A stream begins to end when the last frame has been written or the client has
	 * disconnected. The container ends the request a moment later. If it does not, the
	 * StreamTimer does.
	 *
	 * Writes are serialised by `drain`. Callbacks of the container take no lock: Spring
	 * calls some of them under the lock that a write needs.
	 */

	private static final Logger logger = LoggerFactory.getLogger(StreamEmitter.class);

	private final FrameSource source;

	private final StreamContext context;

	private final StreamLife life = new StreamLife();

	private final SerialAction drain = new SerialAction(this::write, this::fail);

	// Written by the request's thread before the first write to the client

	private volatile @Nullable ContainerRequest request;

	private volatile @Nullable StreamWriter writer;

	private Executor executor = Runnable::run;

	// Written by any thread

	private volatile boolean writable;

	private volatile boolean keepAliveDue;

	StreamEmitter(FrameSource source, StreamContext context) {
		super(0L);
		this.source = source;
		this.context = context;
		// Completing in these callbacks keeps the container's error dispatch from failing
		onError((ex) -> leave());
		onTimeout(this::leave);
	}

	@Override
	public <T> void preProcess(NativeWebRequest webRequest, DeferredResult<T> result) throws IOException {
		try {
			open(webRequest);
		}
		catch (Throwable ex) {
			ended();
			throw ex;
		}
	}

	private void open(NativeWebRequest webRequest) throws IOException {
		HttpServletRequest servletRequest = webRequest.getNativeRequest(HttpServletRequest.class);
		HttpServletResponse response = webRequest.getNativeResponse(HttpServletResponse.class);
		Assert.state(servletRequest != null && response != null, "No servlet request");
		this.life.open();
		StreamOpener.setHeaders(response);
		StreamWriter opened = StreamWriter.open(response, this, this.source, this.context);
		ContainerRequest container = ContainerRequest.of(servletRequest);
		// Non-blocking output over HTTP/2 still blocks at the TCP level in Tomcat
		if (opened.isBlocking() || container.isHttp2()) {
			this.executor = this.context.blockingDelivery();
		}
		this.request = container;
		this.writer = opened;
		this.source.open(this::drain);
		if (opened.isBlocking()) {
			onWritePossible();
		}
	}

	@Override
	public void onWritePossible() {
		this.writable = true;
		drain();
	}

	/**
	 * End the stream after a failed write. Tomcat ends the request by itself after this
	 * call; Jetty requires the listener to do so.
	 */
	@Override
	public void onError(Throwable ex) {
		lost(ex);
		ContainerRequest current = this.request;
		if (current == null || current.connection() == null) {
			completeQuietly();
		}
		release();
	}

	private void drain() {
		this.drain.request(this.executor);
	}

	private void write() throws IOException {
		StreamWriter current = this.writer;
		if (current == null || !this.writable || this.life.isEnding()) {
			return;
		}
		boolean keepAlive = this.keepAliveDue;
		this.keepAliveDue = false;
		if (current.write(keepAlive)) {
			this.life.beginToEnd();
			this.source.close();
			// Writes to other streams go first: completing is expensive in the container
			this.context.delivery().execute(this::completeQuietly);
		}
	}

	private void fail(Throwable ex) {
		lost(ex);
		disconnect();
		release();
	}

	void keepAlive() {
		this.keepAliveDue = true;
		drain();
	}

	boolean isIdleFor(long nanos, long now) {
		StreamWriter current = this.writer;
		return this.writable && !this.life.isEnding() && current != null && current.isIdleFor(nanos, now);
	}

	boolean isStalledFor(long nanos, long now) {
		StreamWriter current = this.writer;
		return !this.life.isEnding() && current != null && current.isStalledFor(nanos, now);
	}

	boolean isOverdue(long now) {
		return this.life.isOverdue(now);
	}

	void endOverdue() {
		ContainerRequest current = this.request;
		if (current != null) {
			current.endOverdue();
		}
		ended();
	}

	/**
	 * Disconnect a client that has stopped reading. If the container cannot close the
	 * connection, the response is completed instead.
	 */
	void disconnectStalled() {
		logger.debug("A client has stopped reading its stream and is disconnected");
		this.context.counters().stalled.increment();
		this.life.beginToEnd();
		if (!disconnect()) {
			completeQuietly();
		}
		release();
	}

	private boolean disconnect() {
		ContainerRequest current = this.request;
		return current != null && current.disconnect();
	}

	private void lost(Throwable ex) {
		if (this.life.beginToEnd()) {
			logger.debug("A client has disconnected from its stream", ex);
			this.context.counters().writeFailures.increment();
		}
	}

	private void completeQuietly() {
		try {
			complete();
		}
		catch (RuntimeException ex) {
			logger.debug("The container has ended the stream already", ex);
		}
	}

	/**
	 * End the stream after an error, a timeout, or a failure of Spring MVC to open it.
	 */
	private void leave() {
		release();
		completeQuietly();
		if (this.request == null) {
			ended();
		}
	}

	private void release() {
		this.life.beginToEnd();
		this.source.close();
		ContainerRequest current = this.request;
		if (current != null) {
			current.release();
		}
		this.context.streams().release(this);
	}

	@Override
	public <T> void afterCompletion(NativeWebRequest webRequest, DeferredResult<T> result) {
		ended();
	}

	private void ended() {
		release();
		this.context.streams().remove(this);
	}

	@Override
	public void send(SseEventBuilder builder) {
		throw new UnsupportedOperationException("A task's stream is written from its log");
	}

	@Override
	public void send(Set<DataWithMediaType> items) {
		send(event());
	}

}
