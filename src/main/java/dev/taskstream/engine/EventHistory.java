package dev.taskstream.engine;

import java.time.Instant;
import java.util.UUID;

import dev.taskstream.TaskStarted;
import org.jspecify.annotations.Nullable;

/**
 * The events that a log keeps: a linked list of the newest ones, bounded in number and
 * bytes. Kept whatever their size are the start, the newest progress and the end.
 */
/*
 * The history is the lock of its log, and guards everything but EventNode.next. A reader
 * holds the node it read last and follows next without the lock. A node that leaves the
 * list gets its next replaced by EVICTED, so that a reader that stays behind pins one
 * node and nothing after it; it goes on at the oldest node still kept.
 */
final class EventHistory {

	/** The most bytes of JSON that are kept beside the essentials. */
	static final int MAX_BYTES = 256 * 1024;

	static final EventNode EVICTED = new EventNode.Boundary(-1, -1, 0,
			new TaskStarted(new UUID(0, 0), Instant.EPOCH, "evicted"));

	private final int maxEvents;

	private @Nullable EventNode started;

	private @Nullable EventNode oldest;

	private EventNode.@Nullable Progress newestProgress;

	private @Nullable EventNode newest;

	private int count;

	private long bytes;

	EventHistory(int maxEvents) {
		this.maxEvents = maxEvents;
	}

	void append(EventNode node) {
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
		if (node instanceof EventNode.Progress progress) {
			this.newestProgress = progress;
		}
		else if (!node.isFinal()) {
			this.started = node;
		}
		boolean evicted = true;
		while (evicted && (this.count > this.maxEvents || this.bytes > MAX_BYTES)) {
			evicted = evictOldest();
		}
	}

	/**
	 * Cuts the list down to what is always kept.
	 */
	void trim() {
		boolean evicted = true;
		while (evicted) {
			evicted = evictOldest();
		}
	}

	private boolean evictOldest() {
		EventNode node = this.oldest;
		if (node == null || node == this.newestProgress || node.next == null) {
			return false;
		}
		this.oldest = node.next;
		node.evict(EVICTED);
		this.count--;
		this.bytes -= node.weight;
		return true;
	}

	@Nullable EventNode started() {
		return this.started;
	}

	EventNode.@Nullable Progress newestProgress() {
		return this.newestProgress;
	}

	@Nullable EventNode newest() {
		return this.newest;
	}

	/**
	 * The first event kept after the one with the given number.
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

	/**
	 * The newest event up to a number that counts the events of all tasks.
	 * @return its id, or 0
	 */
	long eventIdAt(long sequence) {
		long id = (this.started != null && this.started.sequence() <= sequence) ? 1 : 0;
		EventNode node = this.oldest;
		while (node != null && node.sequence() <= sequence) {
			id = node.id();
			node = node.next;
		}
		return id;
	}

}
