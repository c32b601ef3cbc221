package dev.taskstream.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open stream: writes what its source has to a client, without ever waiting for it.
 */
/*
 * Written with non-blocking servlet output (Jakarta Servlet 6.1, ServletOutputStream):
 * isReady() is asked before every write and every flush, and where it says no, the
 * container calls onWritePossible() when it would say yes.
 *
 * Any thread may find a reason to write: the task's, a delivery thread, the container's.
 * `work` counts the reasons; whoever raises it from 0 drains, and goes on until no new
 * reason has come. So one thread at a time owns the fields under "drain", and the counter
 * carries their visibility from owner to owner. Callbacks of the container take no lock:
 * Spring calls some of them while it holds the lock that a write needs.
 *
 * Where there is no non-blocking output, the same code runs on the fallback executor and
 * takes the output for ready.
 */
final class StreamEmitter extends SseEmitter implements WriteListener, DeferredResultProcessingInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(StreamEmitter.class);

	private static final byte[] PREAMBLE = "retry: 2500\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] KEEP_ALIVE = ":keep-alive\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] NOTHING = {};

	/** Room that the container needs around a piece to send it in one write. */
	private static final int CHUNK_OVERHEAD = 16;

	private final FrameSource source;

	private final OpenStreams streams;

	private final Executor fallback;

	private final AtomicInteger work = new AtomicInteger();

	// Written before the first drain, by the request's thread

	private @Nullable ServletOutputStream out;

	private @Nullable Connection connection;

	private int pieceSize;

	private boolean blocking;

	private boolean offloaded;

	// Written by any thread, each in one direction

	private volatile boolean open;

	private volatile boolean gone;

	private volatile boolean keepAliveDue;

	// Written by the drain, read by the timer

	private volatile long lastWriteNanos = System.nanoTime();

	private volatile long waitingSinceNanos;

	private volatile boolean waiting;

	// drain

	private byte[] rest = PREAMBLE;

	private boolean flushDue;

	private long skipped;

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
	 * Begins to stream, after the container has started asynchronous processing and
	 * before the request's thread returns.
	 */
	@Override
	public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) throws IOException {
		HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
		HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
		Assert.state(servletRequest != null && response != null, "No servlet request");
		this.streams.contentCaching().check(response);
		ServletOutputStream output = response.getOutputStream();
		this.out = output;
		this.pieceSize = Math.max(response.getBufferSize() - CHUNK_OVERHEAD, 256);
		this.connection = (Connection) servletRequest.getAttribute(Connection.class.getName());
		// The TCP level below HTTP/2 blocks in Tomcat
		this.offloaded = servletRequest.getProtocol().startsWith("HTTP/2");
		this.source.open(this::drain);
		try {
			output.setWriteListener(this);
		}
		catch (UnsupportedOperationException | IllegalStateException ex) {
			logger.debug("No non-blocking output; the stream uses a thread of its own when it writes", ex);
			this.blocking = true;
			this.offloaded = true;
			this.open = true;
			drain();
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
				if (this.open && !this.gone) {
					write();
				}
			}
			catch (IOException | RuntimeException ex) {
				lost(ex);
				abort();
				release();
			}
			seen = this.work.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void write() throws IOException {
		ServletOutputStream output = this.out;
		if (output == null || this.completed || (this.waiting && !isReady(output))) {
			return;
		}
		FrameBuffer buffer = new FrameBuffer();
		buffer.append(this.rest);
		this.rest = NOTHING;
		while (this.flushDue || fill(buffer)) {
			if (!isReady(output)) {
				this.rest = buffer.leave();
				return;
			}
			if (this.flushDue) {
				this.flushDue = false;
				output.flush();
				this.lastWriteNanos = System.nanoTime();
			}
			else {
				buffer.writeTo(output, this.pieceSize);
				this.flushDue = true;
			}
		}
		if (this.source.isFinished() && isReady(output)) {
			this.completed = true;
			this.source.close();
			complete();
		}
	}

	private boolean isReady(ServletOutputStream output) {
		boolean ready = this.blocking || output.isReady();
		if (ready) {
			this.waiting = false;
		}
		else if (!this.waiting) {
			this.waitingSinceNanos = System.nanoTime();
			this.waiting = true;
		}
		return ready;
	}

	/**
	 * Fills up to a piece.
	 * @return false if there is nothing to write now
	 */
	private boolean fill(FrameBuffer buffer) {
		int events = 0;
		while (buffer.size() < this.pieceSize && this.source.appendNext(buffer)) {
			events++;
		}
		if (events > 0) {
			this.streams.counters().eventsDelivered.add(events);
			countSkipped();
		}
		if (buffer.isEmpty() && this.keepAliveDue && !this.source.isFinished()) {
			buffer.append(KEEP_ALIVE);
			this.streams.counters().keepAlives.increment();
		}
		this.keepAliveDue = false;
		return !buffer.isEmpty();
	}

	private void countSkipped() {
		long now = this.source.skipped();
		if (now != this.skipped) {
			this.streams.counters().superseded.add(now - this.skipped);
			this.skipped = now;
		}
	}

	/**
	 * Writes a comment line, unless there is something better to write.
	 */
	void keepAlive() {
		this.keepAliveDue = true;
		drain();
	}

	boolean isIdleFor(long nanos, long now) {
		return this.open && !this.waiting && now - this.lastWriteNanos >= nanos;
	}

	boolean isStalledFor(long nanos, long now) {
		return this.waiting && now - this.waitingSinceNanos >= nanos;
	}

	/**
	 * Lets a client go that takes nothing. Closing the connection below is the one way
	 * that does not wait for the client; a container without it ends the response.
	 */
	void letGo() {
		logger.debug("A client takes nothing from its stream and is let go");
		this.streams.counters().stalled.increment();
		this.gone = true;
		if (!abort()) {
			end();
		}
		release();
	}

	private void lost(Throwable ex) {
		if (!this.gone) {
			logger.debug("A client left its stream", ex);
			this.streams.counters().writeFailures.increment();
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
