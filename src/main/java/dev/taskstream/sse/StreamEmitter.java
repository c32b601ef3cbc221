package dev.taskstream.sse;

import java.io.IOException;
import java.util.concurrent.Executor;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * An {@link SseEmitter} that writes the frames of a {@link FrameSource} with non-blocking
 * output. Its {@link StreamInterceptor} opens it once asynchronous processing has started
 * and removes it when the container has ended the request.
 */
final class StreamEmitter extends SseEmitter implements WriteListener {

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

	private final StreamCaller caller;

	private final StreamContext context;

	private final StreamLife life = new StreamLife();

	private final SerialAction drain = new SerialAction(this::write, this::fail);

	// Written by the request's thread before the first write to the client

	private volatile ContainerRequest request = ContainerRequest.NONE;

	private volatile @Nullable StreamWriter writer;

	private Executor executor = Runnable::run;

	// Written by any thread

	private volatile boolean writable;

	StreamEmitter(FrameSource source, StreamCaller caller, StreamContext context) {
		super(0L);
		this.source = source;
		this.caller = caller;
		this.context = context;
		// Completing in these callbacks keeps the container's error dispatch from failing
		onError((ex) -> leave());
		onTimeout(this::leave);
	}

	/**
	 * Open the stream on a request whose asynchronous processing has started.
	 */
	void open(NativeWebRequest webRequest) throws IOException {
		HttpServletRequest servletRequest = webRequest.getNativeRequest(HttpServletRequest.class);
		HttpServletResponse response = webRequest.getNativeResponse(HttpServletResponse.class);
		Assert.state(servletRequest != null && response != null, "No servlet request");
		this.life.open();
		this.caller.checkSession();
		StreamOpener.setHeaders(response);
		StreamWriter opened = StreamWriter.open(response, this, this.source, this.caller, this.context);
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
		if (this.request.connection() == null) {
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
		if (this.caller.isRevoked()) {
			withdraw(current);
			return;
		}
		if (current.write()) {
			this.life.beginToEnd();
			// Writes to other streams go first: completing is expensive in the container
			this.context.delivery().execute(this::completeQuietly);
		}
	}

	/**
	 * End the stream without an event and without Spring MVC's dispatch, which would be
	 * made in the name of a caller that may have logged out.
	 */
	private void withdraw(StreamWriter current) {
		this.life.beginToEnd();
		if (current.isReady() || !this.request.disconnect()) {
			this.request.end();
		}
		release();
	}

	private void fail(Throwable ex) {
		lost(ex);
		this.request.disconnect();
		release();
	}

	/**
	 * Return what the timer must do with the stream now, or {@code null}.
	 */
	@Nullable Runnable due(long keepAliveNanos, long stallNanos, long now) {
		StreamWriter current = this.writer;
		if (this.life.isOverdue(now)) {
			return () -> this.request.endOverdue(this::ended);
		}
		if (current == null || this.life.isEnding()) {
			return null;
		}
		if (current.isStalledFor(stallNanos, now)) {
			return this::disconnectStalled;
		}
		if (this.writable && current.isIdleFor(keepAliveNanos, now)) {
			return () -> keepAlive(current);
		}
		return this.caller.isDue(keepAliveNanos / 2, now) ? this::askCaller : null;
	}

	StreamCaller caller() {
		return this.caller;
	}

	private void keepAlive(StreamWriter current) {
		current.keepAlive();
		drain();
	}

	private void askCaller() {
		this.context.blockingDelivery().execute(() -> {
			this.caller.ask();
			drain();
		});
	}

	/**
	 * End the stream of a caller that has logged out.
	 */
	void revoke() {
		this.caller.revoke();
		drain();
	}

	/**
	 * Disconnect a client that has stopped reading. If the container cannot close the
	 * connection, the response is completed instead.
	 */
	void disconnectStalled() {
		if (this.life.beginToEnd()) {
			logger.debug("A client has stopped reading its stream and is disconnected");
			this.context.counters().stalled.increment();
		}
		if (!this.request.disconnect()) {
			completeQuietly();
		}
		release();
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
		if (this.request.context() == null) {
			ended();
		}
	}

	private void release() {
		this.life.beginToEnd();
		this.source.close();
		this.request.release();
		this.context.streams().release(this);
	}

	/**
	 * Remove a stream whose request has ended.
	 * @return whether it was not removed before
	 */
	boolean ended() {
		release();
		return this.context.streams().remove(this);
	}

}
