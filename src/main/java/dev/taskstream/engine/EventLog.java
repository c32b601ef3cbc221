package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The story of one run: a linked list of its newest events.
 */
/*
 * The log is the only record of a task's state: its last event is the state. Two threads
 * that race to end a task race for one thing, the right to append the final event, and
 * the append tells the loser.
 *
 * (empty) -> started -> progress* -> completed | failed
 * \------------------------------------> failed cancelled while queued
 *
 * Appends hold the lock; readers do not. A reader holds the node it read last and follows
 * Node.next. A node that leaves the list gets its next replaced by EVICTED, so that a
 * reader that stays behind pins one node and nothing after it; it goes on at the oldest
 * node still kept. What is kept always: the start, the newest progress, the end.
 */
final class EventLog {

	/** The most bytes of JSON that a log keeps beside its essentials. */
	static final int MAX_BYTES = 256 * 1024;

	static final Node EVICTED = new Node(
			new LoggedEvent(-1, -1, new TaskStarted(new UUID(0, 0), Instant.EPOCH, "evicted")), 0);

	private final UUID taskId;

	private final Clock clock;

	private final AtomicLong sequence;

	private final int history;

	private final Object lock = new Object();

	// Written under the lock, read anywhere

	private volatile @Nullable TaskEvent end;

	// Guarded by the lock

	private @Nullable Node oldest;

	private @Nullable Node started;

	private @Nullable Node newestProgress;

	private @Nullable Node newest;

	private int count;

	private long bytes;

	EventLog(UUID taskId, Clock clock, AtomicLong sequence, int history) {
		this.taskId = taskId;
		this.clock = clock;
		this.sequence = sequence;
		this.history = history;
	}

	/**
	 * Appends the start, unless the run has ended.
	 */
	boolean start(String name) {
		synchronized (this.lock) {
			if (this.end != null) {
				return false;
			}
			this.started = append(new TaskStarted(this.taskId, now(), name), EventWeight.of(name));
			return true;
		}
	}

	/**
	 * Appends progress, unless the run has ended. What is null stays as it was.
	 */
	boolean progress(@Nullable String text, @Nullable Double value) {
		int weight = (text != null) ? EventWeight.of(text) : -1;
		synchronized (this.lock) {
			if (this.end != null) {
				return false;
			}
			Node before = this.newestProgress;
			String newText = text;
			Double newValue = value;
			if (before != null && before.logged.event() instanceof ProgressUpdate update) {
				newText = (text != null) ? text : update.text();
				newValue = (value != null) ? value : update.value();
				weight = (text != null) ? weight : before.weight;
			}
			append(new ProgressUpdate(this.taskId, now(), newText, newValue), Math.max(weight, EventWeight.FIXED));
			return true;
		}
	}

	/**
	 * Appends the end. Of all calls for one log, exactly one returns true.
	 */
	boolean end(Ending ending) {
		synchronized (this.lock) {
			if (this.end != null) {
				return false;
			}
			TaskEvent event = ending.at(this.taskId, now());
			append(event, (event instanceof TaskCompleted completed && completed.result() != null)
					? EventWeight.of(completed.result()) : EventWeight.FIXED);
			this.end = event;
			this.lock.notifyAll();
			return true;
		}
	}

	/**
	 * The time now, in the microseconds that events carry.
	 */
	Instant now() {
		Instant now = this.clock.instant();
		return Instant.ofEpochSecond(now.getEpochSecond(), now.getNano() / 1000 * 1000L);
	}

	private Node append(TaskEvent event, int weight) {
		Node before = this.newest;
		Node node = new Node(
				new LoggedEvent((before != null) ? before.logged.id() + 1 : 1, this.sequence.incrementAndGet(), event),
				weight);
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
		while (this.count > this.history || this.bytes > MAX_BYTES) {
			if (!evictOldest()) {
				break;
			}
		}
		return node;
	}

	private boolean evictOldest() {
		Node node = this.oldest;
		if (node == null || node == this.newestProgress || node.next == null) {
			return false;
		}
		this.oldest = node.next;
		node.next = EVICTED;
		this.count--;
		this.bytes -= node.weight;
		return true;
	}

	/**
	 * Cuts the log down to the start, the newest progress and the end.
	 */
	void trim() {
		synchronized (this.lock) {
			boolean evicted;
			do {
				evicted = evictOldest();
			}
			while (evicted);
		}
	}

	/**
	 * The first event kept after the one with the given number.
	 */
	@Nullable Node firstAfter(long id) {
		synchronized (this.lock) {
			if (id == 0 && this.started != null) {
				return this.started;
			}
			Node node = this.oldest;
			while (node != null && node.logged.id() <= id) {
				node = node.next;
			}
			return node;
		}
	}

	/**
	 * The newest event up to a number that counts the events of all tasks.
	 * @return its id, or 0
	 */
	long eventIdAt(long number) {
		synchronized (this.lock) {
			long id = (this.started != null && this.started.logged.sequence() <= number) ? 1 : 0;
			Node node = this.oldest;
			while (node != null && node.logged.sequence() <= number) {
				id = node.logged.id();
				node = node.next;
			}
			return id;
		}
	}

	/**
	 * The number of the newest event of any log. It is taken under the lock of that
	 * event's log, so whoever takes a log's lock afterwards finds all events up to it.
	 */
	long lastSequence() {
		return this.sequence.get();
	}

	/**
	 * Waits for an append that is under way in another thread.
	 */
	void awaitAppend() {
		lastEventId();
	}

	long lastEventId() {
		synchronized (this.lock) {
			return (this.newest != null) ? this.newest.logged.id() : 0;
		}
	}

	boolean isEnded() {
		return this.end != null;
	}

	@Nullable Instant endedAt() {
		TaskEvent event = this.end;
		return (event != null) ? event.timestamp() : null;
	}

	boolean isStarted() {
		synchronized (this.lock) {
			return this.started != null;
		}
	}

	/**
	 * Waits for the end.
	 * @return false if the time was over before
	 */
	boolean awaitEnd(Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		synchronized (this.lock) {
			while (this.end == null) {
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				TimeUnit.NANOSECONDS.timedWait(this.lock, left);
			}
			return true;
		}
	}

	TaskInfo info(String name, Instant createdAt) {
		synchronized (this.lock) {
			ProgressUpdate progress = (this.newestProgress != null)
					? (ProgressUpdate) this.newestProgress.logged.event() : null;
			TaskEvent last = this.end;
			return new TaskInfo(this.taskId, name, status(), (progress != null) ? progress.text() : null,
					(progress != null) ? progress.value() : null, createdAt,
					(this.started != null) ? this.started.logged.event().timestamp() : null,
					(last != null) ? last.timestamp() : null,
					(last instanceof TaskCompleted completed) ? completed.result() : null,
					(last instanceof TaskFailed failed) ? failed.error() : null);
		}
	}

	private TaskStatus status() {
		if (this.end instanceof TaskFailed failed) {
			return failed.status();
		}
		if (this.end != null) {
			return TaskStatus.COMPLETED;
		}
		return (this.started != null) ? TaskStatus.RUNNING : TaskStatus.PENDING;
	}

	/**
	 * Makes the final event at the moment it is appended.
	 */
	@FunctionalInterface
	interface Ending {

		TaskEvent at(UUID taskId, Instant timestamp);

	}

	static final class Node {

		final LoggedEvent logged;

		final int weight;

		volatile @Nullable Node next;

		Node(LoggedEvent logged, int weight) {
			this.logged = logged;
			this.weight = weight;
		}

	}

}
