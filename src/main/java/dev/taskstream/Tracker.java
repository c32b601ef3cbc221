package dev.taskstream;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a task has done and reports it, often enough for people to see it move and
 * seldom enough to cost nothing. Used by one thread at a time.
 */
final class Tracker {

	/** No total is known; only texts are reported. */
	static final long UNKNOWN = -1;

	/** Ten reports a second. */
	static final long PAUSE_NANOS = 100_000_000;

	private final ProgressHandle progress;

	private final long total;

	private final String unit;

	private final LongSupplier nanoTime;

	private long done;

	private @Nullable Long reported;

	private long reportedAtNanos;

	Tracker(ProgressHandle progress, long total, String unit) {
		this(progress, total, unit, System::nanoTime);
	}

	Tracker(ProgressHandle progress, long total, String unit, LongSupplier nanoTime) {
		this.progress = progress;
		this.total = total;
		this.unit = unit;
		this.nanoTime = nanoTime;
	}

	/**
	 * To be called before each piece of work.
	 * @throws TaskCancelledException if the run has ended
	 */
	void next() {
		if (this.progress.isCancelled()) {
			throw new TaskCancelledException();
		}
		if (this.reported == null) {
			report();
		}
	}

	void advance(long count) {
		this.done += count;
		if (this.done == this.total || this.nanoTime.getAsLong() - this.reportedAtNanos >= PAUSE_NANOS) {
			report();
		}
	}

	/**
	 * To be called when nothing is left, any number of times.
	 */
	void finish() {
		if (this.reported == null || this.reported != this.done) {
			report();
		}
	}

	private void report() {
		this.reported = this.done;
		this.reportedAtNanos = this.nanoTime.getAsLong();
		if (this.total == UNKNOWN) {
			this.progress.report(this.done + this.unit);
		}
		else {
			double value = (this.done >= this.total) ? 1.0 : (double) this.done / this.total;
			this.progress.report(this.done + " of " + this.total + this.unit, value);
		}
	}

}
