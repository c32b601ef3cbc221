package dev.taskstream.bench.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that are started, wait until their streams are open, and then begin together.
 * Their first reports are spread evenly over one pause between two reports.
 */
final class Batch {

	private final Load load;

	private final CountDownLatch gate = new CountDownLatch(1);

	private final CountDownLatch ended;

	private volatile long beginNanos;

	private volatile long heldNanos;

	Batch(Load load) {
		this.load = load;
		this.ended = new CountDownLatch(load.tasks());
	}

	/**
	 * Let the tasks begin after a delay, in which the caller can get back to its streams.
	 */
	void begin(Duration delay) {
		this.beginNanos = System.nanoTime() + delay.toNanos();
		this.gate.countDown();
	}

	/**
	 * Do the work of one task on the calling thread.
	 * @throws Exception what the reporter throws
	 */
	void run(int index, Reporter reporter) throws Exception {
		this.gate.await();
		try {
			long pause = this.load.pauseNanos();
			long first = this.beginNanos + index * pause / this.load.tasks();
			for (int i = 0; i < this.load.events(); i++) {
				long stamp = (i == 0 || pause > 0) ? sleepUntil(first + i * pause) : System.nanoTime();
				reporter.report(text(i + 1, stamp), (i + 1.0) / this.load.events());
			}
			this.heldNanos = System.nanoTime() - first;
		}
		finally {
			this.ended.countDown();
		}
	}

	private String text(int row, long stamp) {
		String text = "@" + stamp + "@ Row " + row + " of " + this.load.events() + ' ';
		return text + "x".repeat(Math.max(0, this.load.text() - text.length()));
	}

	/**
	 * Sleep until a report is due.
	 * @return the time from which its latency counts: now, or when it was due if the
	 * report before it has taken longer, since a server must not hide latency by delaying
	 * the task
	 */
	private static long sleepUntil(long due) {
		long now = System.nanoTime();
		if (due - now <= 0) {
			return due;
		}
		while (due - now > 0) {
			LockSupport.parkNanos(due - now);
			now = System.nanoTime();
		}
		return now;
	}

	/**
	 * Wait for the end of all tasks.
	 * @return how long the task that ended last took for its reports, in nanoseconds
	 */
	long awaitEnd() throws InterruptedException {
		if (!this.ended.await(30, TimeUnit.SECONDS)) {
			throw new IllegalStateException(this.ended.getCount() + " tasks are still running");
		}
		return this.heldNanos;
	}

	/** Takes the reports of a task. */
	@FunctionalInterface
	interface Reporter {

		void report(String text, double value) throws Exception;

	}

	/** The work of one task. */
	@FunctionalInterface
	interface Work {

		void run(Reporter reporter) throws Exception;

	}

	/** Starts tasks in the way of a measured server. */
	@FunctionalInterface
	interface Starter {

		/**
		 * Start a task.
		 * @return the path of its stream
		 */
		String start(Work work);

	}

}
