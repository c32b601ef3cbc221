package dev.taskstream.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the events of all tasks of a service.
 */
interface EventSequence {

	/**
	 * Takes the next number, under the lock of the log that it is for.
	 */
	long next();

	/**
	 * The newest number taken. Whoever takes a log's lock afterwards finds all of its
	 * events up to it.
	 */
	long last();

	/**
	 * A sequence that begins with 1.
	 */
	static EventSequence fromOne() {
		AtomicLong last = new AtomicLong();
		return new EventSequence() {

			@Override
			public long next() {
				return last.incrementAndGet();
			}

			@Override
			public long last() {
				return last.get();
			}

		};
	}

}
