package dev.taskstream.sse;

import java.time.Duration;

/**
 * How far a stream has come, and whether the next step is overdue. May be used by several
 * threads.
 */
final class StreamLife {

	/*-
	 *   created -> opened -> ending
	 *      '--------------------^
	 *
	 * Each flag is written in one direction only.
	 */

	/** For Spring MVC, and what an application puts around a controller. */
	private static final Duration PATIENCE_WITH_START = Duration.ofSeconds(30);

	/** Far more than a container needs to end a request. */
	private static final Duration PATIENCE_WITH_END = Duration.ofSeconds(2);

	private volatile boolean opened;

	private volatile boolean ending;

	/** When the stream was created or, once it is ending, when that began. */
	private volatile long sinceNanos = System.nanoTime();

	void open() {
		this.opened = true;
	}

	/**
	 * Begin to end.
	 * @return false if that has begun already
	 */
	boolean beginToEnd() {
		if (this.ending) {
			return false;
		}
		this.sinceNanos = System.nanoTime();
		this.ending = true;
		return true;
	}

	boolean isEnding() {
		return this.ending;
	}

	/**
	 * Whether the stream should have ended by now, or Spring MVC should have opened it.
	 */
	boolean isOverdue(long now) {
		if (this.opened && !this.ending) {
			return false;
		}
		Duration patience = this.ending ? PATIENCE_WITH_END : PATIENCE_WITH_START;
		return now - this.sinceNanos >= patience.toNanos();
	}

}
