package dev.taskstream.sse;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

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

	private final int maxPerCaller;

	private final AtomicInteger count = new AtomicInteger();

	private final Map<String, Integer> perCaller = new ConcurrentHashMap<>();

	private final Set<StreamEmitter> open = ConcurrentHashMap.newKeySet();

	private final Set<StreamEmitter> unended = ConcurrentHashMap.newKeySet();

	private volatile boolean refusing;

	/**
	 * Create a registry without open streams.
	 * @param max how many streams may be open at once
	 * @param maxPerCaller how many streams an authenticated caller may have open at once;
	 * 0 for no limit
	 */
	public OpenStreams(int max, int maxPerCaller) {
		this.max = max;
		this.maxPerCaller = maxPerCaller;
	}

	/**
	 * Admit a stream.
	 * @return {@code false} if there is no place
	 */
	boolean tryAdd(StreamEmitter stream) {
		if (this.count.getAndUpdate((taken) -> Math.min(taken + 1, this.max)) == this.max) {
			return false;
		}
		if (!tryCount(stream.caller().name())) {
			this.count.decrementAndGet();
			return false;
		}
		this.open.add(stream);
		this.unended.add(stream);
		return true;
	}

	private boolean tryCount(@Nullable String caller) {
		if (caller == null || this.maxPerCaller == 0) {
			return true;
		}
		if (this.perCaller.merge(caller, 1, Integer::sum) <= this.maxPerCaller) {
			return true;
		}
		uncount(caller);
		return false;
	}

	private void uncount(@Nullable String caller) {
		if (caller != null) {
			this.perCaller.computeIfPresent(caller, (name, taken) -> (taken == 1) ? null : taken - 1);
		}
	}

	/**
	 * Release a stream's place. May be called more than once.
	 */
	void release(StreamEmitter stream) {
		if (this.open.remove(stream)) {
			this.count.decrementAndGet();
			uncount(stream.caller().name());
		}
	}

	/**
	 * Remove a released stream whose request has ended.
	 * @return whether it was not removed before
	 */
	boolean remove(StreamEmitter stream) {
		boolean removed = this.unended.remove(stream);
		if (removed && this.unended.isEmpty()) {
			synchronized (this) {
				notifyAll();
			}
		}
		return removed;
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
	 * End the streams that were opened in a session.
	 */
	void revoke(HttpSession session) {
		this.unended.stream().filter((stream) -> stream.caller().isIn(session)).forEach(StreamEmitter::revoke);
	}

	/**
	 * Disconnect all clients, even if some have not read everything.
	 */
	public void disconnectAll() {
		this.unended.forEach(StreamEmitter::disconnectStalled);
	}

}
