package dev.taskstream.log;

import dev.taskstream.TaskEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskLog} that keeps its events in an {@link EventHistory} and signals its
 * readers on the delivery executor. Its subclasses say where the events come from.
 */
abstract class BoundedLog implements TaskLog {

	/*
	 * `history` is the lock: it is held to append and to query, but not by readers that
	 * follow the list. `end` is written under the lock and read without it. `fanout` is
	 * cleared at the end: a reader that subscribes later needs no signal.
	 */

	final TaskIdentity identity;

	final EventHistory history;

	private volatile @Nullable Fanout fanout;

	private volatile @Nullable TaskEvent end;

	BoundedLog(TaskIdentity identity, LogSettings settings) {
		this.identity = identity;
		this.history = new EventHistory(settings.history());
		this.fanout = new Fanout(settings.delivery());
	}

	/**
	 * Append an event, under the lock.
	 */
	void append(EventNode node) {
		this.history.append(node);
		if (node.isFinal()) {
			this.end = node.logged.event();
		}
	}

	/**
	 * Signal the readers that there is an event, outside the lock.
	 */
	void signal() {
		Fanout current = this.fanout;
		if (current != null) {
			current.signal();
		}
	}

	/**
	 * Signal the readers that the log has ended, outside the lock.
	 */
	void signalEnd() {
		Fanout current = this.fanout;
		this.fanout = null;
		if (current != null) {
			current.signalEnd();
		}
	}

	@Nullable EventNode firstAfter(long id) {
		synchronized (this.history) {
			return this.history.firstAfter(id);
		}
	}

	@Override
	public long lastEventId() {
		synchronized (this.history) {
			return this.history.lastId();
		}
	}

	/**
	 * Whether the end has been appended.
	 */
	public boolean isEnded() {
		return this.end != null;
	}

	/**
	 * Whether the start has been appended.
	 */
	public boolean isStarted() {
		synchronized (this.history) {
			return this.history.isStarted();
		}
	}

	@Override
	public TaskInfo info() {
		synchronized (this.history) {
			return this.history.info(this.identity, this.end);
		}
	}

	@Override
	public @Nullable String owner() {
		return this.identity.owner();
	}

	@Override
	public TaskSubscription subscribe(long lastEventId, Runnable signal) {
		return subscribe(lastEventId, signal, () -> {
		});
	}

	TaskSubscription subscribe(long lastEventId, Runnable signal, Runnable closed) {
		Fanout current = this.fanout;
		Cursor cursor = new Cursor(this, current, lastEventId, signal, closed);
		if (current != null) {
			current.add(cursor);
		}
		return cursor;
	}

}
