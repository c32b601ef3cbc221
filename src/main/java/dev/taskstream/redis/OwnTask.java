package dev.taskstream.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import dev.taskstream.log.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A task of this node that is published: what Redis has of it, and which nodes watch it.
 */
final class OwnTask {

	/*
	 * A task that has events to publish is dirty, and is in the writer's queue once. The
	 * writer clears the mark before it takes the events: a later one sets it again.
	 *
	 * The reader adds a watcher and then reads `announced`; the writer writes `announced`
	 * and then reads the watchers. So a watcher hears of each event from at least one.
	 */

	/** What Redis has of a task that is not published. */
	static final long NOTHING = -1;

	private final TaskLog log;

	private final UUID id;

	private final Duration retention;

	private final DirtyMark dirty;

	private final Map<String, Long> watchers = new ConcurrentHashMap<>();

	private final CompletableFuture<@Nullable Void> published = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	private volatile long stored = NOTHING;

	private volatile long announced;

	private volatile boolean done;

	// Confined to the writer after the construction

	private @Nullable TaskSubscription events;

	private long sent = NOTHING;

	private final KeptBatches kept = new KeptBatches();

	private long refreshedNanos;

	/**
	 * Create a task that is not published.
	 * @param queue takes the task when it becomes dirty
	 */
	OwnTask(TaskLog log, Duration retention, Consumer<OwnTask> queue) {
		this.log = log;
		this.id = log.info().taskId();
		this.retention = retention;
		this.dirty = new DirtyMark(log, () -> queue.accept(this));
		this.events = eventsFrom(log);
	}

	private static TaskSubscription eventsFrom(TaskLog log) {
		TaskSubscription unsignalled = log.subscribe(0, () -> {
		});
		unsignalled.close();
		return unsignalled;
	}

	UUID id() {
		return this.id;
	}

	TaskLog log() {
		return this.log;
	}

	Duration retention() {
		return this.retention;
	}

	void markDirty() {
		this.dirty.set();
	}

	void clearDirty() {
		this.dirty.clear();
	}

	/**
	 * Return for how long events have been waiting.
	 */
	Duration lag() {
		return this.dirty.age();
	}

	/**
	 * Whether there are events that Redis does not have.
	 */
	boolean isBehind() {
		return this.stored < this.log.lastEventId();
	}

	/**
	 * Return a future that completes when the task is in Redis.
	 */
	CompletableFuture<@Nullable Void> published() {
		return this.published;
	}

	/**
	 * Return a future that completes when the end of the task is in Redis.
	 */
	CompletableFuture<@Nullable Void> settled() {
		return this.settled;
	}

	/**
	 * Add a node that wants to hear of new events.
	 * @return the last event that watchers have been told of
	 */
	long watch(String node, Duration lease) {
		this.watchers.put(node, System.nanoTime() + lease.toNanos());
		return this.announced;
	}

	void unwatch(String node) {
		this.watchers.remove(node);
	}

	/**
	 * Note that watchers are told of an event.
	 * @return the nodes to tell
	 */
	Collection<String> announce(long last) {
		this.announced = last;
		long now = System.nanoTime();
		this.watchers.values().removeIf((until) -> until - now < 0);
		return this.watchers.keySet();
	}

	/**
	 * Take the events that have not been sent, up to now.
	 * @return batches that can be evicted one by one; one without events for a task that
	 * is to be published before its first event
	 */
	List<StoredBatch> take(int history) {
		List<StoredBatch> batches = new ArrayList<>();
		TaskSubscription current = this.events;
		long newest = this.log.lastEventId();
		while (current != null && (this.sent < newest || this.sent == NOTHING)) {
			StoredBatch batch = new StoredBatch(this, this.sent);
			EncodedEvent next = EncodedEvent.next(current);
			while (next != null) {
				batch.add(next);
				next = (batch.isFull() || batch.last() >= newest) ? null : EncodedEvent.next(current);
			}
			if (batch.isEmpty() && this.sent != NOTHING) {
				break;
			}
			this.sent = batch.last();
			batch.keepFrom(this.kept.add(batch, history));
			batches.add(batch);
		}
		return batches;
	}

	/**
	 * Note that Redis has a batch.
	 */
	void stored(StoredBatch batch) {
		this.stored = batch.last();
		batch.release();
		this.published.complete(null);
		if (batch.isEnd()) {
			settle();
		}
	}

	/**
	 * Publish nothing more.
	 */
	void settle() {
		close();
		this.done = true;
		this.published.complete(null);
		this.settled.complete(null);
	}

	/**
	 * Whether there is nothing to publish until {@link #republish()}.
	 */
	boolean isDone() {
		return this.done;
	}

	/**
	 * Publish everything again.
	 */
	void republish() {
		close();
		this.stored = NOTHING;
		this.sent = NOTHING;
		this.done = false;
		this.events = eventsFrom(this.log);
		markDirty();
	}

	private void close() {
		this.dirty.close();
		this.events = null;
		this.kept.clear();
	}

	/**
	 * Whether what is in Redis was refreshed longer ago than a given time. Counts as a
	 * refresh itself.
	 */
	boolean refreshIfDue(Duration interval) {
		long now = System.nanoTime();
		if (this.refreshedNanos == 0) {
			this.refreshedNanos = now;
		}
		if (isDone() || now - this.refreshedNanos < interval.toNanos()) {
			return false;
		}
		this.refreshedNanos = now;
		return true;
	}

}
