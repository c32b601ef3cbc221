package dev.taskstream.sse;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Admits streams up to a limit, and knows those that have not ended.
 */
public final class OpenStreams {

	/*
	 * `open` holds the streams that occupy a place and `count` bounds them; `unended`
	 * holds them, too, and those whose requests the container has yet to end. The monitor
	 * is only for waiting until there is none.
	 */

	private final int max;

	private final AtomicInteger count = new AtomicInteger();

	private final Set<StreamEmitter> open = ConcurrentHashMap.newKeySet();

	private final Set<StreamEmitter> unended = ConcurrentHashMap.newKeySet();

	private volatile boolean refusing;

	/**
	 * Create a registry without open streams.
	 * @param max how many may be open at once
	 */
	public OpenStreams(int max) {
		this.max = max;
	}

	/**
	 * Admit a stream.
	 * @return false if there is no place
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
	 * Give back a stream's place. May be called more than once.
	 */
	void release(StreamEmitter stream) {
		if (this.open.remove(stream)) {
			this.count.decrementAndGet();
		}
	}

	/**
	 * Forget a stream whose request has ended.
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
	 * Send new streams away, or accept them again.
	 * @param refuse whether to refuse
	 */
	public void refuse(boolean refuse) {
		this.refusing = refuse;
	}

	/**
	 * Wait until no stream is left.
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
	 * Disconnect all clients, whatever they have not read yet.
	 */
	public void disconnectAll() {
		this.unended.forEach(StreamEmitter::disconnectStalled);
	}

}
