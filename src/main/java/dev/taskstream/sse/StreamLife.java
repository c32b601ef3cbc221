package dev.taskstream.sse;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.util.Assert;

/**
 * The state of a stream, and whether its next transition is overdue. Safe for use by
 * several threads.
 */
final class StreamLife {

	/*-
	 *   created -> opened -> ending
	 *      '--------------------^
	 *
	 * Each flag is written in one direction only.
	 */

	/**
	 * How long Spring MVC and an application's interceptors may take to open a stream.
	 */
	private static final Duration PATIENCE_WITH_START = Duration.ofSeconds(30);

	/** How long a container may take to end a request; far more than it needs. */
	private static final Duration PATIENCE_WITH_END = Duration.ofSeconds(2);

	private volatile boolean opened;

	private final AtomicBoolean ending = new AtomicBoolean();

	/** When the stream was created or, once it is ending, when that began. */
	private volatile long sinceNanos = System.nanoTime();

	void open() {
		Assert.state(!this.ending.get(), "The stream was not opened in time");
		this.opened = true;
	}

	/**
	 * Move to the state of ending.
	 * @return {@code true} once; {@code false} if the stream is ending already
	 */
	boolean beginToEnd() {
		if (this.ending.get()) {
			return false;
		}
		// First, since a stream that is ending must not look overdue
		this.sinceNanos = System.nanoTime();
		return this.ending.compareAndSet(false, true);
	}

	boolean isEnding() {
		return this.ending.get();
	}

	/**
	 * Whether the container should have ended the stream by now, or Spring MVC should
	 * have opened it.
	 */
	boolean isOverdue(long now) {
		boolean isEnding = this.ending.get();
		if (this.opened && !isEnding) {
			return false;
		}
		Duration patience = isEnding ? PATIENCE_WITH_END : PATIENCE_WITH_START;
		return now - this.sinceNanos >= patience.toNanos();
	}

}
