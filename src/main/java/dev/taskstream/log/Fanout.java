package dev.taskstream.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readers of one log, which are signalled in rounds on the delivery executor.
 */
final class Fanout implements Runnable {

	/*-
	 *   IDLE -> SCHEDULED -> RUNNING -> IDLE
	 *              ^------------'                signalled while running: another round
	 *
	 * The thread that moves the state from IDLE to SCHEDULED submits a round. A thread
	 * that finds SCHEDULED returns: the pending round will see its event. RUNNING is set
	 * before the round signals, so an event that is appended meanwhile starts another.
	 */

	private static final Logger logger = LoggerFactory.getLogger(Fanout.class);

	private final Set<Cursor> readers = ConcurrentHashMap.newKeySet(1);

	private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

	private final Delivery delivery;

	Fanout(Delivery delivery) {
		this.delivery = delivery;
	}

	void add(Cursor cursor) {
		this.readers.add(cursor);
	}

	void remove(Cursor cursor) {
		this.readers.remove(cursor);
	}

	/**
	 * Signal all readers that there is progress, once the flush window is over.
	 */
	void signal() {
		if (!this.readers.isEmpty() && this.state.get() != State.SCHEDULED) {
			StackReserve.require();
			if (claimRound()) {
				submit(this.delivery::soon);
			}
		}
	}

	/**
	 * Signal all readers immediately that the log has ended.
	 */
	void signalEnd() {
		if (!this.readers.isEmpty() && claimRound()) {
			submit(this.delivery::now);
		}
	}

	private boolean claimRound() {
		return this.state.getAndSet(State.SCHEDULED) == State.IDLE;
	}

	/**
	 * Submit a round. If that fails, the state is reset, and readers look again at the
	 * next event or at their next keep-alive.
	 */
	private void submit(Submission submission) {
		try {
			submission.submit(this);
		}
		catch (Throwable ex) {
			this.state.set(State.IDLE);
			logger.warn("Readers of a task could not be signalled", ex);
		}
	}

	@Override
	public void run() {
		this.state.set(State.RUNNING);
		try {
			this.readers.forEach(Fanout::signal);
		}
		finally {
			if (!this.state.compareAndSet(State.RUNNING, State.IDLE)) {
				submit(this.delivery::soon);
			}
		}
	}

	private static void signal(Cursor reader) {
		try {
			reader.signal();
		}
		catch (Throwable ex) {
			// The failure of one reader must not affect the others
			GuardedLog.warn(logger, ex, "A subscription's signal failed; it must not throw");
		}
	}

	private enum State {

		IDLE, SCHEDULED, RUNNING

	}

	@FunctionalInterface
	private interface Submission {

		void submit(Runnable round);

	}

}
