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

	private final Fanout fanout;

	private final Runnable signal;

	private final long newestAtFirst;

	private EventLog.@Nullable Node place;

	private long lastId;

	private boolean finished;

	private long skipped;

	Cursor(EventLog log, Fanout fanout, long lastEventId, Runnable signal) {
		this.log = log;
		this.fanout = fanout;
		this.signal = signal;
		this.newestAtFirst = log.lastEventId();
		this.lastId = (lastEventId > this.newestAtFirst) ? 0 : lastEventId;
		this.finished = log.isEnded() && this.lastId != 0 && this.lastId == log.lastEventId();
	}

	@Override
	public @Nullable LoggedEvent next() {
		EventLog.Node node = (this.place != null) ? this.place.next : this.log.firstAfter(this.lastId);
		if (node == EventLog.EVICTED) {
			node = this.log.firstAfter(this.lastId);
		}
		if (node == null) {
			return null;
		}
		long id = node.logged.id();
		this.skipped += Math.max(id - Math.max(this.lastId, this.newestAtFirst) - 1, 0);
		this.place = node;
		this.lastId = id;
		this.finished = node.logged.event().isFinal();
		return node.logged;
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
		this.fanout.remove(this);
	}

}
