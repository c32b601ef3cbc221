package dev.taskstream.sse;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
final class StreamEmitter implements WriteListener, AsyncListener {

	private static final Logger logger = LoggerFactory.getLogger(StreamEmitter.class);

	private final FrameSource source;

	private final OpenStreams streams;

	private final Executor fallback;

	private final AtomicInteger work = new AtomicInteger();

	// Written by the request's thread, before anything is written to the client

	private volatile @Nullable StreamWriter writer;

	private volatile @Nullable Connection connection;

	private volatile @Nullable StreamRequest asyncRequest;

	private boolean offloaded;

	// Written by any thread, each in one direction

	private volatile boolean open;

	private volatile boolean gone;

	private volatile boolean keepAliveDue;

	// Of the thread that writes

	private boolean completed;

	StreamEmitter(FrameSource source, OpenStreams streams, Executor fallback) {
		this.source = source;
		this.streams = streams;
		this.fallback = fallback;
	}

	/**
	 * Begins to stream. To be called by the request's thread, which then returns.
	 */
	void start(HttpServletRequest request, HttpServletResponse response) throws Exception {
		try {
			begin(request, response);
		}
		catch (Exception ex) {
			leave();
			throw ex;
		}
	}

	private void begin(HttpServletRequest request, HttpServletResponse response) throws Exception {
		Connection below = (Connection) request.getAttribute(Connection.class.getName());
		this.connection = below;
		// Its TCP level blocks in Tomcat
		boolean http2 = request.getProtocol().startsWith("HTTP/2");
		ServletOutputStream output = (below != null && !http2) ? below.output(response) : response.getOutputStream();
		StreamRequest started = StreamRequest.start(request, this);
		this.asyncRequest = started;
		boolean blocking = !listen(output);
		started.endByDispatch(this::leave);
		this.offloaded = blocking || http2;
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

	private void finish() {
		try {
			complete();
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void complete() {
		StreamRequest started = this.asyncRequest;
		if (started != null) {
			started.complete();
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
		end();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		leave();
	}

	@Override
	public void onError(AsyncEvent event) {
		leave();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		release();
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

}
