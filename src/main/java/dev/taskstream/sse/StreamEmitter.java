package dev.taskstream.sse;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.Assert;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open stream: when it is written to, and when it ends.
 */
/*
 * Any thread may find a reason to write: the task's, a delivery thread, the container's.
 * `work` counts the reasons; whoever raises it from 0 writes, and goes on until no new
 * reason has come. So one thread at a time has the writer, and the counter carries what
 * it has done to the next. Callbacks of the container take no lock: Spring calls some of
 * them while it holds the lock that a write needs.
 *
 * Where output may block, the writing happens on the fallback executor.
 */
final class StreamEmitter extends SseEmitter implements WriteListener, DeferredResultProcessingInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(StreamEmitter.class);

	private final FrameSource source;

	private final OpenStreams streams;

	private final Executor fallback;

	private final AtomicInteger work = new AtomicInteger();

	// Written by the request's thread, before anything is written to the client

	private volatile @Nullable StreamWriter writer;

	private volatile @Nullable Connection connection;

	private volatile @Nullable AsyncContext undispatched;

	private boolean offloaded;

	// Written by any thread, each in one direction

	private volatile boolean open;

	private volatile boolean gone;

	private volatile boolean keepAliveDue;

	// Of the thread that writes

	private boolean completed;

	StreamEmitter(FrameSource source, OpenStreams streams, Executor fallback) {
		super(0L);
		this.source = source;
		this.streams = streams;
		this.fallback = fallback;
		// complete() inside these makes the container's error dispatch a clean one
		onError((ex) -> leave());
		onTimeout(this::leave);
		onCompletion(this::release);
	}

	/**
	 * Nothing yet. Spring copies the headers that are set by now, and the copy stays for
	 * as long as the stream is open.
	 */
	@Override
	protected void extendResponse(ServerHttpResponse outputMessage) {
	}

	/**
	 * Begins to stream, after the container has started asynchronous processing and
	 * before the request's thread returns.
	 */
	@Override
	public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) throws IOException {
		HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
		HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
		Assert.state(servletRequest != null && response != null, "No servlet request");
		this.streams.contentCaching().check(response);
		StreamOpener.setHeaders(response);
		Connection below = (Connection) servletRequest.getAttribute(Connection.class.getName());
		this.connection = below;
		// Its TCP level blocks in Tomcat
		boolean http2 = servletRequest.getProtocol().startsWith("HTTP/2");
		ServletOutputStream output = (below != null && !http2) ? below.output(response) : response.getOutputStream();
		boolean blocking = !listen(output);
		this.offloaded = blocking || http2;
		this.undispatched = (blocking || this.streams.isDispatchAwaited(servletRequest)) ? null
				: servletRequest.getAsyncContext();
		this.writer = new StreamWriter(output, blocking, response.getBufferSize(), this.source, this.streams);
		this.source.open(this::drain);
		if (blocking) {
			onWritePossible();
		}
	}

	/**
	 * Asks to be told when output is possible, which the container does after the
	 * request's thread has returned.
	 * @return false if the output blocks
	 */
	private boolean listen(ServletOutputStream output) {
		try {
			output.setWriteListener(this);
			return true;
		}
		catch (UnsupportedOperationException | IllegalStateException ex) {
			logger.debug("No non-blocking output; the stream uses a thread of its own when it writes", ex);
			return false;
		}
	}

	@Override
	public void onWritePossible() {
		this.open = true;
		drain();
	}

	/**
	 * Tomcat ends the request by itself after this; Jetty leaves it to the listener.
	 */
	@Override
	public void onError(Throwable ex) {
		lost(ex);
		if (this.connection == null) {
			end();
		}
		release();
	}

	private void drain() {
		if (this.work.getAndIncrement() != 0) {
			return;
		}
		if (this.offloaded) {
			this.fallback.execute(this::drainUntilQuiet);
		}
		else {
			drainUntilQuiet();
		}
	}

	private void drainUntilQuiet() {
		int seen = 1;
		do {
			try {
				write();
			}
			catch (Throwable ex) {
				// An Error, too: whoever has the writer must give it back
				fail(ex);
			}
			seen = this.work.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void write() throws IOException {
		StreamWriter current = this.writer;
		if (current == null || !this.open || this.gone || this.completed) {
			return;
		}
		boolean keepAlive = this.keepAliveDue;
		this.keepAliveDue = false;
		if (current.write(keepAlive)) {
			this.completed = true;
			this.source.close();
			DeliveryRounds.after(this::finish);
		}
	}

	/**
	 * Ends the request, by a last dispatch through the application only if something
	 * there waits for one.
	 */
	private void finish() {
		AsyncContext context = this.undispatched;
		try {
			if (context != null) {
				context.complete();
			}
			else {
				complete();
			}
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void fail(Throwable ex) {
		lost(ex);
		abort();
		release();
	}

	/**
	 * Writes a comment line, unless there is something better to write.
	 */
	void keepAlive() {
		this.keepAliveDue = true;
		drain();
	}

	boolean isIdleFor(long nanos, long now) {
		StreamWriter current = this.writer;
		return this.open && current != null && current.isIdleFor(nanos, now);
	}

	boolean isStalledFor(long nanos, long now) {
		StreamWriter current = this.writer;
		return current != null && current.isStalledFor(nanos, now);
	}

	/**
	 * Lets a client go that takes nothing. Closing the connection below is the one way
	 * that does not wait for the client; a container without it ends the response.
	 */
	void letGo() {
		logger.debug("A client takes nothing from its stream and is let go");
		this.streams.statistics().stalled.increment();
		this.gone = true;
		if (!abort()) {
			end();
		}
		release();
	}

	private void lost(Throwable ex) {
		if (!this.gone) {
			logger.debug("A client left its stream", ex);
			this.streams.statistics().writeFailures.increment();
		}
		this.gone = true;
	}

	/**
	 * Closes the connection. To be called before {@link #release()}, which gives it back.
	 */
	private boolean abort() {
		Connection below = this.connection;
		if (below != null) {
			below.abort();
		}
		return below != null;
	}

	private void end() {
		try {
			complete();
		}
		catch (IllegalStateException ex) {
			logger.debug("The container has ended the stream already", ex);
		}
	}

	private void leave() {
		release();
		complete();
	}

	private void release() {
		this.gone = true;
		this.source.close();
		this.streams.remove(this);
		Connection below = this.connection;
		if (below != null) {
			below.release();
		}
	}

	/**
	 * Not for use: what goes to the client comes from the log.
	 */
	@Override
	public void send(Object object) {
		throw new UnsupportedOperationException("A task's stream is written from its log");
	}

	@Override
	public void send(Object object, @Nullable MediaType mediaType) {
		send(object);
	}

	@Override
	public void send(SseEventBuilder builder) {
		send((Object) builder);
	}

	@Override
	public void send(Set<DataWithMediaType> items) {
		send((Object) items);
	}

}
