package dev.taskstream.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A mark on a task that has events to publish. May be set by any thread; one thread
 * clears it.
 */
final class DirtyMark {

	/*
	 * To clear the mark is to subscribe to the next event, before the events are taken. A
	 * signal closes the subscription and then sets the mark, so that reports cost what
	 * they cost without a relay while a task is marked, however long Redis takes. A late
	 * signal may close a newer subscription: the mark that it sets leads to another.
	 */

	private final TaskLog log;

	private final Runnable queue;

	private final AtomicBoolean isSet = new AtomicBoolean();

	private volatile long sinceNanos;

	private volatile @Nullable TaskSubscription nextEvent;

	/**
	 * Create a mark that is not set, and is not set by events until it is cleared.
	 * @param queue runs when the mark is set
	 */
	DirtyMark(TaskLog log, Runnable queue) {
		this.log = log;
		this.queue = queue;
	}

	void set() {
		if (this.isSet.compareAndSet(false, true)) {
			this.sinceNanos = System.nanoTime();
			this.queue.run();
		}
	}

	/**
	 * Clear the mark until the next event.
	 */
	void clear() {
		this.isSet.set(false);
		close();
		this.nextEvent = this.log.subscribe(0, this::signal);
	}

	private void signal() {
		close();
		set();
	}

	/**
	 * Let no event set the mark.
	 */
	void close() {
		TaskSubscription current = this.nextEvent;
		if (current != null) {
			current.close();
		}
	}

	/**
	 * Return for how long the mark has been set.
	 */
	Duration age() {
		return this.isSet.get() ? Duration.ofNanos(System.nanoTime() - this.sinceNanos) : Duration.ZERO;
	}

}
