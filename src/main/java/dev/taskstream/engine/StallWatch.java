package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Ends a run that reports nothing for too long.
 */
/*
 * A report costs nothing here: there is one timer, and when it fires it looks at the time
 * of the log's newest event and is set again for what is left. Whether nothing came in
 * between is decided by the log, under its lock.
 *
 * Timer and worker may meet in close(): each looks at what the other wrote before, so a
 * deadline set last is closed by one of them.
 */
final class StallWatch implements AutoCloseable {

	private final Duration limit;

	private final EventLog log;

	private final BiFunction<Duration, Runnable, Deadline> timer;

	private final Predicate<Instant> endIfQuietSince;

	private volatile Deadline next = Deadline.NONE;

	private volatile boolean closed;

	/**
	 * Begins to watch.
	 * @param limit how long the log may be quiet; zero for no limit
	 * @param log the log of a run that has started
	 * @param timer how to have something done later
	 * @param endIfQuietSince ends the run if nothing was appended after the given time
	 */
	StallWatch(Duration limit, EventLog log, BiFunction<Duration, Runnable, Deadline> timer,
			Predicate<Instant> endIfQuietSince) {
		this.limit = limit;
		this.log = log;
		this.timer = timer;
		this.endIfQuietSince = endIfQuietSince;
		lookAfter(limit);
	}

	private void lookAfter(Duration delay) {
		this.next = this.timer.apply(delay, this::look);
		if (this.closed) {
			this.next.close();
		}
	}

	private void look() {
		if (this.closed || this.log.isEnded()) {
			return;
		}
		Instant now = this.log.now();
		Duration left = Duration.between(now, this.log.newestAt().plus(this.limit));
		if (left.isNegative() || left.isZero()) {
			if (this.endIfQuietSince.test(now.minus(this.limit))) {
				return;
			}
			left = this.limit;
		}
		lookAfter(left);
	}

	@Override
	public void close() {
		this.closed = true;
		this.next.close();
	}

}
