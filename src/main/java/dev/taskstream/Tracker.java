package dev.taskstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A counter of completed work that reports at the beginning, at the end, and at most ten
 * times a second in between. Confined to one thread at a time.
 */
final class Tracker {

	/** The total of work whose amount is unknown; only texts are reported. */
	static final long UNKNOWN = -1;

	/** The minimum time between two reports. */
	static final long PAUSE_NANOS = 100_000_000;

	private final ProgressHandle progress;

	private final long total;

	private final LongFunction<String> text;

	private final LongSupplier nanoTime;

	private long done;

	private @Nullable Long reported;

	private long reportedAtNanos;

	/**
	 * Create a counter.
	 * @param text describes how much is done
	 */
	Tracker(ProgressHandle progress, long total, LongFunction<String> text, LongSupplier nanoTime) {
		this.progress = progress;
		this.total = total;
		this.text = text;
		this.nanoTime = nanoTime;
	}

	/**
	 * Create a counter of elements.
	 */
	static Tracker ofElements(ProgressHandle progress, long total) {
		return new Tracker(progress, total, (done) -> done + " of " + total, System::nanoTime);
	}

	/**
	 * Create a counter of bytes.
	 */
	static Tracker ofBytes(ProgressHandle progress, long total) {
		return new Tracker(progress, total, (total == UNKNOWN) ? ByteCount::of : (done) -> ByteCount.of(done, total),
				System::nanoTime);
	}

	/**
	 * Begin a piece of work.
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
	 * Report the end, unless it has been reported. May be called more than once.
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
			this.progress.report(this.text.apply(this.done));
		}
		else {
			double value = (this.done >= this.total) ? 1.0 : (double) this.done / this.total;
			this.progress.report(this.text.apply(this.done), value);
		}
	}

	/**
	 * An iterator that counts an element as done when the next one is requested.
	 */
	static final class TrackedIterator<T> implements Iterator<T> {

		private final Iterator<T> elements;

		private final Tracker tracker;

		private boolean inWork;

		TrackedIterator(Iterator<T> elements, Tracker tracker) {
			this.elements = elements;
			this.tracker = tracker;
		}

		@Override
		public boolean hasNext() {
			settle();
			boolean more = this.elements.hasNext();
			if (!more) {
				this.tracker.finish();
			}
			return more;
		}

		@Override
		public T next() {
			settle();
			this.tracker.next();
			T next = this.elements.next();
			this.inWork = true;
			return next;
		}

		private void settle() {
			if (this.inWork) {
				this.inWork = false;
				this.tracker.advance(1);
			}
		}

		@Override
		public void remove() {
			this.elements.remove();
		}

	}

	/**
	 * An input stream that counts the bytes that have been read. It does not support mark
	 * and reset, so that no byte is counted twice.
	 */
	static final class TrackedInputStream extends FilterInputStream {

		private final Tracker tracker;

		TrackedInputStream(InputStream in, Tracker tracker) {
			super(in);
			this.tracker = tracker;
		}

		@Override
		public int read() throws IOException {
			this.tracker.next();
			int next = super.read();
			settle((next >= 0) ? 1 : next);
			return next;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			this.tracker.next();
			int count = super.read(target, offset, length);
			settle(count);
			return count;
		}

		@Override
		public long skip(long count) throws IOException {
			this.tracker.next();
			long skipped = super.skip(count);
			settle(skipped);
			return skipped;
		}

		private void settle(long count) {
			if (count < 0) {
				this.tracker.finish();
			}
			else {
				this.tracker.advance(count);
			}
		}

		@Override
		public boolean markSupported() {
			return false;
		}

		@Override
		public void mark(int limit) {
		}

		@Override
		public synchronized void reset() throws IOException {
			throw new IOException("A tracked stream cannot go back");
		}

	}

}
