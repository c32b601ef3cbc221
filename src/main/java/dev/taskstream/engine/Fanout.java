package dev.taskstream.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the readers of one log to look again.
 */
/*-
 *   IDLE -> SCHEDULED -> RUNNING -> IDLE
 *              ^------------'                signalled while running: another round
 *
 * Whoever moves IDLE to SCHEDULED sees to it that a round runs; whoever finds SCHEDULED
 * has nothing to do, since that round has yet to look. RUNNING is set before the round
 * looks, so nothing appended during it is missed. A round runs on the delivery executor
 * or, while that is cheaper for everybody, on the reporting thread: signals do not block.
 * Progress reaches a crowd a pause later, so that a burst is over before its deliveries
 * compete with it for the processor, and goes out together.
 *
 * quietFrom is written only between IDLE and SCHEDULED, by the thread that moved it.
 * shared turns true once, by whoever adds a second reader.
 */
final class Fanout implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Fanout.class);

	/** With more readers than this a report must not pay for their deliveries. */
	private static final int MAX_INLINE_READERS = 2;

	/** A round of so many takes so long that it may as well begin after a pause. */
	private static final int CROWD = 500;

	/** A task that reports more often than this in the long run is served by batches. */
	private static final long PAUSE_NANOS = 1_000_000;

	/** So many reports in quick succession are not the long run. */
	private static final int BURST = 4;

	private final Set<Cursor> readers = ConcurrentHashMap.newKeySet(1);

	private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

	private final Delivery delivery;

	private volatile boolean shared;

	private long quietFrom = System.nanoTime();

	Fanout(Delivery delivery) {
		this.delivery = delivery;
	}

	void add(Cursor cursor) {
		this.readers.add(cursor);
		if (this.readers.size() > 1) {
			this.shared = true;
		}
	}

	void remove(Cursor cursor) {
		this.readers.remove(cursor);
	}

	/**
	 * Whether there has ever been more than one reader at a time.
	 */
	boolean isShared() {
		return this.shared;
	}

	/**
	 * Signals all readers soon.
	 */
	void signal(Cause cause) {
		if (this.readers.isEmpty() || !claimRound()) {
			return;
		}
		boolean quiet = isQuiet(System.nanoTime());
		if (cause == Cause.REPORT && this.delivery.isDeferred()) {
			this.delivery.soon(this);
		}
		else if (this.readers.size() <= MAX_INLINE_READERS
				&& (cause == Cause.RETURN || (cause == Cause.REPORT && quiet))) {
			runInline();
		}
		else if (cause == Cause.REPORT && this.readers.size() >= CROWD) {
			this.delivery.after(PAUSE_NANOS, this);
		}
		else {
			this.delivery.now(this);
		}
	}

	/**
	 * Whether rounds come no faster than one in a pause, but for a burst. Every round
	 * moves the moment from which the whole burst is free again by a pause; one that is
	 * too much takes it all, so that a pause must pass before the next is quiet.
	 */
	private boolean isQuiet(long now) {
		long ahead = Math.max(this.quietFrom - now, 0);
		boolean quiet = ahead <= (BURST - 1) * PAUSE_NANOS;
		this.quietFrom = now + (quiet ? ahead + PAUSE_NANOS : BURST * PAUSE_NANOS);
		return quiet;
	}

	private boolean claimRound() {
		while (true) {
			State current = this.state.get();
			if (current == State.SCHEDULED) {
				return false;
			}
			if (this.state.compareAndSet(current, State.SCHEDULED)) {
				return current == State.IDLE;
			}
		}
	}

	/**
	 * Spring's response wrapper swallows an interrupt that is pending when it takes a
	 * lock. One that arrives meanwhile is the caller's to restore.
	 */
	private void runInline() {
		boolean interrupted = Thread.interrupted();
		try {
			run();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public void run() {
		this.state.set(State.RUNNING);
		for (Cursor reader : this.readers) {
			try {
				reader.signal();
			}
			catch (Throwable ex) {
				// Whatever it is, it is the reader's and not the task's
				logger.warn("A subscription's signal failed; it must not throw", ex);
			}
		}
		if (!this.state.compareAndSet(State.RUNNING, State.IDLE)) {
			this.delivery.soon(this);
		}
	}

	enum State {

		IDLE, SCHEDULED, RUNNING

	}

	/**
	 * What there is to see.
	 */
	enum Cause {

		/** The task said something, on a thread of its own. */
		REPORT,

		/** The task's code returned, on its worker. */
		RETURN,

		/** Somebody else ended the task, on a thread that is not to deliver. */
		ENDED_FROM_OUTSIDE

	}

}
