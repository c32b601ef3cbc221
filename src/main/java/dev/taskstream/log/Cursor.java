package dev.taskstream.log;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskSubscription} that reads a {@link BoundedLog}.
 */
final class Cursor implements TaskSubscription {

	private final BoundedLog log;

	/** Null for a reader that subscribes after the end and needs no signal. */
	private final @Nullable Fanout fanout;

	private final Runnable signal;

	private final Runnable closed;

	private final AtomicBoolean isClosed = new AtomicBoolean();

	private final long newestAtFirst;

	/*
	 * The fields below are confined to the reader: one thread at a time, with a
	 * happens-before edge from each to the next.
	 */

	private @Nullable EventNode place;

	private long lastId;

	private boolean finished;

	private long skipped;

	Cursor(BoundedLog log, @Nullable Fanout fanout, long lastEventId, Runnable signal, Runnable closed) {
		this.log = log;
		this.fanout = fanout;
		this.signal = signal;
		this.closed = closed;
		this.newestAtFirst = log.lastEventId();
		this.lastId = (lastEventId < 0 || lastEventId > this.newestAtFirst) ? 0 : lastEventId;
		this.finished = log.isEnded() && this.lastId != 0 && this.lastId == log.lastEventId();
	}

	@Override
	public @Nullable LoggedEvent next() {
		EventNode node = take();
		return (node != null) ? node.logged : null;
	}

	/**
	 * Take the next event in its encoded form.
	 */
	@Nullable EncodedEvent nextEncoded() {
		EventNode node = take();
		return (node != null) ? node.encoded() : null;
	}

	private @Nullable EventNode take() {
		EventNode node = follow();
		if (node != null) {
			long id = node.id();
			this.skipped += Math.max(id - Math.max(this.lastId, this.newestAtFirst) - 1, 0);
			this.place = node;
			this.lastId = id;
			this.finished = node.isFinal();
		}
		return node;
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
		if (this.isClosed.compareAndSet(false, true)) {
			this.closed.run();
		}
	}

}
