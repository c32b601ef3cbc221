package dev.taskstream.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the events of all tasks of a service.
 */
class EventSequence {

	private final AtomicLong last = new AtomicLong();

	/**
	 * Takes the next number, under the lock of the log that it is for.
	 */
	long next() {
		return this.last.incrementAndGet();
	}

	/**
	 * The newest number taken. Whoever takes a log's lock afterwards finds all of its
	 * events up to it.
	 */
	long last() {
		return this.last.get();
	}

}
