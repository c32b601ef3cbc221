package dev.taskstream.log;

import java.time.Instant;
import java.util.UUID;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStarted;
import org.jspecify.annotations.Nullable;

/**
 * The events that a log keeps: a linked list of the newest ones, bounded in number and
 * bytes. Kept whatever their size are the start, the newest progress and the end.
 */
final class EventHistory {

	/*
	 * The history is the lock of its log, and guards everything but EventNode.next. A
	 * reader holds the node it read last and follows next without the lock. The next of a
	 * node that is evicted is replaced by EVICTED, so that a slow consumer pins one node
	 * and none after it; it continues at the oldest node that is still kept.
	 *
	 * append() calls no method between its first and its last write: a task may report at
	 * any depth of its stack, and an overflow must not leave the list half written.
	 */

	/** The maximum bytes of JSON that are kept beyond the essential events. */
	static final int MAX_BYTES = 256 * 1024;

	static final EventNode EVICTED = new EventNode(
			new LoggedEvent(-1, new TaskStarted(new UUID(0, 0), Instant.EPOCH, "evicted")), 0, null);

	private final int maxEvents;

	private @Nullable EventNode started;

	private @Nullable EventNode oldest;

	private @Nullable EventNode newestProgress;

	private @Nullable EventNode newest;

	private int count;

	private long bytes;

	EventHistory(int maxEvents) {
		this.maxEvents = maxEvents;
	}

	void append(EventNode node) {
		boolean isProgress = node.logged.event() instanceof ProgressUpdate;
		boolean isStart = node.logged.event() instanceof TaskStarted;
		// No method call from here on
		EventNode before = this.newest;
		this.newest = node;
		this.count++;
		this.bytes += node.weight;
		if (before == null) {
			this.oldest = node;
		}
		else {
			before.next = node;
		}
		if (isProgress) {
			this.newestProgress = node;
		}
		if (isStart) {
			this.started = node;
		}
		evictUpTo(this.maxEvents, MAX_BYTES);
	}

	/**
	 * Evict all events that do not have to be kept.
	 */
	void trim() {
		evictUpTo(0, 0);
		for (EventNode kept : new EventNode[] { this.started, this.newestProgress, this.newest }) {
			if (kept != null) {
				kept.trim();
			}
		}
	}

	/**
	 * Evict the oldest events until the bounds are met. Stops at the newest progress,
	 * which has to be kept; the next append continues.
	 */
	private void evictUpTo(int mostEvents, int mostBytes) {
		EventNode node = this.oldest;
		while ((this.count > mostEvents || this.bytes > mostBytes) && node != null && node != this.newestProgress
				&& node.next != null) {
			EventNode next = node.next;
			this.oldest = next;
			node.next = EVICTED;
			this.count--;
			this.bytes -= node.weight;
			node = next;
		}
	}

	long bytes() {
		return this.bytes;
	}

	boolean isStarted() {
		return this.started != null;
	}

	/**
	 * Return what the events add up to.
	 * @param end the end, if it has been appended
	 */
	TaskInfo info(TaskIdentity identity, @Nullable TaskEvent end) {
		EventNode first = this.started;
		EventNode progress = this.newestProgress;
		return identity.info((first != null) ? first.logged.event() : null,
				(progress != null) ? (ProgressUpdate) progress.logged.event() : null, end);
	}

	@Nullable EventNode newestProgress() {
		return this.newestProgress;
	}

	/**
	 * Return the number of the newest event, 0 before the first.
	 */
	long lastId() {
		return (this.newest != null) ? this.newest.id() : 0;
	}

	/**
	 * Return the time of the next event. It is never before the newest event, even if the
	 * clock has been set back, since readers may sort by time.
	 */
	Instant nextTime(Instant now) {
		Instant before = (this.newest != null) ? this.newest.logged.event().timestamp() : now;
		return before.isAfter(now) ? before : now;
	}

	/**
	 * Return the first kept event after the one with the given number.
	 */
	@Nullable EventNode firstAfter(long id) {
		if (id == 0 && this.started != null) {
			return this.started;
		}
		EventNode node = this.oldest;
		while (node != null && node.id() <= id) {
			node = node.next;
		}
		return node;
	}

}
