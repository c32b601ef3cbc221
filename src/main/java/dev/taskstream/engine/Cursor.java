package dev.taskstream.engine;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in an {@link EventLog}.
 */
/*
 * place, lastId, finished and skipped belong to the reader, who is one thread at a time
 * and hands over with a happens-before edge of its own.
 */
final class Cursor implements TaskSubscription {

	private final EventLog log;

	/** Null for a reader that has come after the end, and so needs no signal. */
	private final @Nullable Fanout fanout;

	private final Runnable signal;

	private final long newestAtFirst;

	private @Nullable EventNode place;

	private long lastId;

	private boolean finished;

	private long skipped;

	Cursor(EventLog log, @Nullable Fanout fanout, long lastEventId, Runnable signal) {
		this.log = log;
		this.fanout = fanout;
		this.signal = signal;
		this.newestAtFirst = log.lastEventId();
		this.lastId = (lastEventId < 0 || lastEventId > this.newestAtFirst) ? 0 : lastEventId;
		this.finished = log.isEnded() && this.lastId != 0 && this.lastId == log.lastEventId();
	}

	/**
	 * A node that is linked can be read without the lock. Only "nothing yet" needs it
	 * when the caller has a number in hand: the append that took the number may not have
	 * linked its node.
	 */
	@Override
	public @Nullable LoggedEvent nextUpTo(long sequence) {
		EventNode node = follow();
		if (node == null && sequence != Long.MAX_VALUE) {
			this.log.awaitAppend();
			node = follow();
		}
		if (node == null || node.sequence() > sequence) {
			return null;
		}
		long id = node.id();
		this.skipped += Math.max(id - Math.max(this.lastId, this.newestAtFirst) - 1, 0);
		this.place = node;
		this.lastId = id;
		this.finished = node.isFinal();
		return isAlone() ? copy(node) : node;
	}

	private boolean isAlone() {
		return this.fanout != null && !this.fanout.isShared();
	}

	/**
	 * An event for this reader alone. The log does not keep what it will be encoded as,
	 * which is for good if nobody else ever reads it.
	 */
	private static LoggedEvent copy(LoggedEvent logged) {
		return LoggedEvent.of(logged.id(), logged.sequence(), logged.event());
	}

	private @Nullable EventNode follow() {
		EventNode node = (this.place != null) ? this.place.next : EventHistory.EVICTED;
		return (node == EventHistory.EVICTED) ? this.log.firstAfter(this.lastId) : node;
	}

	@Override
	public boolean isFinished() {
		return this.finished;
	}

	@Override
	public long skipped() {
		return this.skipped;
	}

	void signal() {
		this.signal.run();
	}

	@Override
	public void close() {
		if (this.fanout != null) {
			this.fanout.remove(this);
		}
	}

}
