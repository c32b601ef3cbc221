package dev.taskstream.engine;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskStarted;
import org.jspecify.annotations.Nullable;

/**
 * The events that a log keeps: a linked list of the newest ones, bounded in number and
 * bytes. Kept whatever their size are the start, the newest progress and the end.
 */
/*
 * The history is the lock of its log, and guards everything but Node.next. A reader holds
 * the node it read last and follows next without the lock. A node that leaves the list
 * gets its next replaced by EVICTED, so that a reader that stays behind pins one node and
 * nothing after it; it goes on at the oldest node still kept.
 */
final class EventHistory {

	/** The most bytes of JSON that are kept beside the essentials. */
	static final int MAX_BYTES = 256 * 1024;

	static final Node EVICTED = new Node(-1, -1, new TaskStarted(new UUID(0, 0), Instant.EPOCH, "evicted"), 0);

	private final int maxEvents;

	private @Nullable Node started;

	private @Nullable Node oldest;

	private @Nullable Node newestProgress;

	private @Nullable Node newest;

	private int count;

	private long bytes;

	EventHistory(int maxEvents) {
		this.maxEvents = maxEvents;
	}

	void append(long id, long sequence, TaskEvent event, int weight) {
		Node before = this.newest;
		Node node = new Node(id, sequence, event, weight);
		this.newest = node;
		this.count++;
		this.bytes += weight;
		if (before == null) {
			this.oldest = node;
		}
		else {
			before.next = node;
		}
		if (event instanceof ProgressUpdate) {
			this.newestProgress = node;
		}
		else if (event instanceof TaskStarted) {
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
		Node node = this.oldest;
		if (node == null || node == this.newestProgress || node.next == null) {
			return false;
		}
		this.oldest = node.next;
		Node.NEXT.lazySet(node, EVICTED);
		this.count--;
		this.bytes -= node.weight;
		return true;
	}

	@Nullable Node started() {
		return this.started;
	}

	@Nullable Node newestProgress() {
		return this.newestProgress;
	}

	@Nullable Node newest() {
		return this.newest;
	}

	/**
	 * The first event kept after the one with the given number.
	 */
	@Nullable Node firstAfter(long id) {
		if (id == 0 && this.started != null) {
			return this.started;
		}
		Node node = this.oldest;
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
		Node node = this.oldest;
		while (node != null && node.sequence() <= sequence) {
			id = node.id();
			node = node.next;
		}
		return id;
	}

	/**
	 * An event and what comes after it.
	 */
	static final class Node extends LoggedEvent {

		/**
		 * For an eviction, which may be seen late: a reader that goes on skips less.
		 */
		private static final AtomicReferenceFieldUpdater<Node, Node> NEXT = AtomicReferenceFieldUpdater
			.newUpdater(Node.class, Node.class, "next");

		final int weight;

		volatile @Nullable Node next;

		private Node(long id, long sequence, TaskEvent event, int weight) {
			super(id, sequence, event);
			this.weight = weight;
		}

	}

}
