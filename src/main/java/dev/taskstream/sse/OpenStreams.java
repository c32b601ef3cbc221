package dev.taskstream.sse;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A registry of streams that admits them up to a limit.
 */
public final class OpenStreams {

	/*
	 * `open` holds the streams that occupy a place, and `count` bounds them. `unended`
	 * holds these streams and those whose requests the container has not ended yet. The
	 * monitor is used only to wait until `unended` is empty.
	 */

	private final int max;

	private final AtomicInteger count = new AtomicInteger();

	private final Set<StreamEmitter> open = ConcurrentHashMap.newKeySet();

	private final Set<StreamEmitter> unended = ConcurrentHashMap.newKeySet();

	private volatile boolean refusing;

	/**
	 * Create a registry without open streams.
	 * @param max how many streams may be open at once
	 */
	public OpenStreams(int max) {
		this.max = max;
	}

	/**
	 * Admit a stream.
	 * @return {@code false} if there is no place
	 */
	boolean tryAdd(StreamEmitter stream) {
		if (this.count.getAndUpdate((taken) -> Math.min(taken + 1, this.max)) == this.max) {
			return false;
		}
		this.open.add(stream);
		this.unended.add(stream);
		return true;
	}

	/**
	 * Release a stream's place. May be called more than once.
	 */
	void release(StreamEmitter stream) {
		if (this.open.remove(stream)) {
			this.count.decrementAndGet();
		}
	}

	/**
	 * Remove a stream whose request has ended.
	 */
	void remove(StreamEmitter stream) {
		release(stream);
		if (this.unended.remove(stream) && this.unended.isEmpty()) {
			synchronized (this) {
				notifyAll();
			}
		}
	}

	Collection<StreamEmitter> unended() {
		return Collections.unmodifiableSet(this.unended);
	}

	/**
	 * Return how many streams are open.
	 * @return the number of places taken
	 */
	public int size() {
		return this.count.get();
	}

	boolean isRefusing() {
		return this.refusing;
	}

	/**
	 * Refuse new streams, or admit them again.
	 * @param refuse whether to refuse
	 */
	public void refuse(boolean refuse) {
		this.refusing = refuse;
	}

	/**
	 * Wait until all streams have ended, or until a limit is over.
	 * @param limit how long to wait at most
	 * @return {@code false} if some have not ended
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public synchronized boolean awaitNone(Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (!this.unended.isEmpty()) {
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, left);
		}
		return true;
	}

	/**
	 * Disconnect all clients, even if some have not read everything.
	 */
	public void disconnectAll() {
		this.unended.forEach(StreamEmitter::disconnectStalled);
	}

}
