package dev.taskstream.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer that copies a {@link FrameSource} to one client, as far as the client reads.
 */
final class StreamWriter {

	/*
	 * Non-blocking servlet output (Jakarta Servlet 6.1, ServletOutputStream): isReady()
	 * is called before every write and every flush. If it returns false, the container
	 * calls onWritePossible() once it would return true. Blocking output is always ready.
	 *
	 * A writer is confined to one thread at a time by the `drain` of its emitter. The
	 * volatile fields are also used by the timer.
	 */

	private static final Logger logger = LoggerFactory.getLogger(StreamWriter.class);

	private static final byte[] KEEP_ALIVE = ":keep-alive\n".getBytes(StandardCharsets.US_ASCII);

	/** The room that the container needs around a piece to send it in one write. */
	private static final int CHUNK_OVERHEAD = 16;

	private static final int LEAST_PIECE = 256;

	private final ServletOutputStream out;

	private final boolean blocking;

	private final int pieceSize;

	private final FrameSource source;

	private final StreamCaller caller;

	private final StreamContext context;

	private volatile long lastWriteNanos = System.nanoTime();

	private volatile long waitingSinceNanos;

	private volatile boolean waiting;

	private volatile boolean keepAliveDue;

	private FrameBuffer.Rest rest = FrameBuffer.Rest.of(Retry.USUAL);

	private boolean flushDue;

	private long skipped;

	private StreamWriter(ServletOutputStream out, boolean blocking, int bufferSize, FrameSource source,
			StreamCaller caller, StreamContext context) {
		this.out = out;
		this.blocking = blocking;
		this.pieceSize = Math.max(bufferSize - CHUNK_OVERHEAD, LEAST_PIECE);
		this.source = source;
		this.caller = caller;
		this.context = context;
	}

	/**
	 * Open the output of a request whose asynchronous processing has started.
	 * @param listener called when non-blocking output is possible, after the request's
	 * thread has returned
	 */
	static StreamWriter open(HttpServletResponse response, WriteListener listener, FrameSource source,
			StreamCaller caller, StreamContext context) throws IOException {
		ServletOutputStream out = response.getOutputStream();
		boolean blocking = false;
		try {
			out.setWriteListener(listener);
		}
		catch (UnsupportedOperationException | IllegalStateException ex) {
			logger.debug("No non-blocking output; the stream uses a thread of its own when it writes", ex);
			context.filters().blocks(response);
			blocking = true;
		}
		return new StreamWriter(out, blocking, response.getBufferSize(), source, caller, context);
	}

	/**
	 * Whether the output has no non-blocking mode.
	 */
	boolean isBlocking() {
		return this.blocking;
	}

	/**
	 * Have the next write send a comment line if there is no new frame.
	 */
	void keepAlive() {
		this.keepAliveDue = true;
	}

	/**
	 * Write until there is no new frame, the client stops reading, or its caller may not
	 * see the frames any more.
	 * @return {@code true} once the last frame has been flushed, so that the response can
	 * be completed without waiting
	 */
	boolean write() throws IOException {
		boolean comment = this.keepAliveDue;
		this.keepAliveDue = false;
		if (this.waiting && !isReady()) {
			return false;
		}
		FrameBuffer buffer = new FrameBuffer();
		buffer.resume(this.rest);
		this.rest = FrameBuffer.Rest.NONE;
		while (this.flushDue || fill(buffer, comment)) {
			if (!isReady()) {
				this.rest = buffer.leave();
				return false;
			}
			if (this.flushDue) {
				this.flushDue = false;
				this.out.flush();
				this.lastWriteNanos = System.nanoTime();
				comment = false;
			}
			else {
				buffer.writeTo(this.out, this.pieceSize);
				this.flushDue = true;
			}
		}
		return this.source.isFinished() && !this.caller.isRevoked() && isReady();
	}

	/**
	 * Whether the client reads, so that the response could be completed without waiting.
	 */
	boolean isReady() {
		boolean ready = this.blocking || this.out.isReady();
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
	 * Fill the buffer up to a piece.
	 * @return {@code false} if there is nothing to write
	 */
	private boolean fill(FrameBuffer buffer, boolean keepAlive) {
		int events = 0;
		while (buffer.size() < this.pieceSize && this.source.appendNext(buffer)) {
			events++;
		}
		if (this.caller.isRevoked()) {
			// Asked for each piece, since events may come as fast as they are read,
			// and after they were taken, so that all are older than the answer
			return false;
		}
		if (events > 0) {
			this.context.counters().eventsDelivered.add(events);
			countSkipped();
			if (this.context.streams().isRefusing() && this.source.isFinished()) {
				buffer.append(Retry.jittered());
			}
		}
		if (buffer.isEmpty() && keepAlive) {
			buffer.append(KEEP_ALIVE);
			this.context.counters().keepAlives.increment();
		}
		return !buffer.isEmpty();
	}

	private void countSkipped() {
		long now = this.source.skipped();
		if (now != this.skipped) {
			this.context.counters().superseded.add(now - this.skipped);
			this.skipped = now;
		}
	}

	/**
	 * Whether nothing has been written for a time because there was no event.
	 */
	boolean isIdleFor(long nanos, long now) {
		return !this.waiting && now - this.lastWriteNanos >= nanos;
	}

	/**
	 * Whether the client has read nothing for a time while an event waits for it.
	 */
	boolean isStalledFor(long nanos, long now) {
		return this.waiting && now - this.waitingSinceNanos >= nanos;
	}

}
