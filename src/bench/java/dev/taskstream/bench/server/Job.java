package dev.taskstream.bench.server;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * What a measured task does: after the first {@link #go} it reports so many times, at a
 * rate, as fast as it can, or once for every go.
 */
public final class Job {

	private final int events;

	private final double rate;

	private final int textLength;

	private final Semaphore gate = new Semaphore(0);

	private volatile long heldNanos;

	/**
	 * A job that waits for its go.
	 * @param events how many reports
	 * @param rate how many in a second; 0 for as fast as possible, negative for one for
	 * every go
	 * @param textLength how many characters each text has at least
	 */
	public Job(int events, double rate, int textLength) {
		this.events = events;
		this.rate = rate;
		this.textLength = textLength;
	}

	/**
	 * Lets the job begin, or go on.
	 */
	public void go() {
		this.gate.release();
	}

	/**
	 * Does the job on the calling thread.
	 * @param out where to report
	 * @throws Exception what reporting throws
	 */
	public void run(Out out) throws Exception {
		this.gate.acquire();
		long start = System.nanoTime();
		for (int i = 1; i <= this.events; i++) {
			if (this.rate > 0) {
				waitUntil(start + (long) ((i - 1) * 1e9 / this.rate));
			}
			else if (this.rate < 0 && i > 1) {
				this.gate.acquire();
			}
			out.report(text(i), (double) i / this.events);
		}
		this.heldNanos = System.nanoTime() - start;
	}

	private String text(int row) {
		String text = "@" + System.nanoTime() + "@ Row " + row + " of " + this.events + ' ';
		return text + "x".repeat(Math.max(0, this.textLength - text.length()));
	}

	private static void waitUntil(long due) {
		long left = due - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = due - System.nanoTime();
		}
	}

	/**
	 * How long the reports took, pauses included.
	 * @return nanoseconds, 0 until the job is done
	 */
	public long heldNanos() {
		return this.heldNanos;
	}

	/**
	 * Where a job reports.
	 */
	@FunctionalInterface
	public interface Out {

		/**
		 * Reports.
		 * @param text what is being done; it begins with the time, as {@code @nanos@}
		 * @param value how much of it is done
		 * @throws Exception if that fails
		 */
		void report(String text, double value) throws Exception;

	}

}
