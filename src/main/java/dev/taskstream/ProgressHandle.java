package dev.taskstream;

import java.io.InputStream;
import java.util.Collection;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * The handle with which a running task reports its progress. A report never waits for a
 * client and never fails because of its arguments. It is a cancellation point: once the
 * run has ended, every {@code report} throws {@link TaskCancelledException}. All methods
 * may be called from several threads.
 * <p>
 * Unusable arguments are corrected, which is logged at WARN once per run: a value outside
 * 0.0 to 1.0 is clamped, a NaN keeps the value, and a text longer than
 * {@value #MAX_TEXT_LENGTH} characters is truncated.
 */
public interface ProgressHandle {

	/**
	 * The maximum length of a text in characters (UTF-16 units).
	 */
	int MAX_TEXT_LENGTH = 65_536;

	/**
	 * Report a new text and keep the value.
	 * @param text what the task is doing, in words for users
	 * @throws TaskCancelledException if the run has ended
	 */
	void report(String text);

	/**
	 * Report a new value and keep the text.
	 * @param value the completed fraction, from 0.0 to 1.0
	 * @throws TaskCancelledException if the run has ended
	 */
	void report(double value);

	/**
	 * Report a text and a value in one event.
	 * @param text what the task is doing, in words for users
	 * @param value the completed fraction, from 0.0 to 1.0
	 * @throws TaskCancelledException if the run has ended
	 */
	void report(String text, double value);

	/**
	 * Whether the run was ended from outside: cancelled, timed out, or stopped with the
	 * service. Check it in work that seldom reports.
	 * @return {@code true} once the work should stop
	 */
	boolean isCancelled();

	/**
	 * Create a handle for a part of the work. Its values from 0.0 to 1.0 are mapped to a
	 * range of this handle; its texts are unchanged.
	 * @param from this handle's value where the part begins, from 0.0 to 1.0
	 * @param to this handle's value where the part ends, from {@code from} to 1.0
	 * @return a handle for the part
	 * @throws IllegalArgumentException if the bounds are outside 0.0 to 1.0 or reversed
	 */
	default ProgressHandle slice(double from, double to) {
		return new ProgressSlice(this, from, to);
	}

	/**
	 * Return the elements of a collection for a loop that reports automatically: "40 of
	 * 100" and 0.4 once the fortieth element is done. Reports are made at the beginning,
	 * at the end, and at most ten times a second in between. Every element is a
	 * cancellation point.
	 * @param elements the elements to process
	 * @param <T> the type of the elements
	 * @return the elements in the same order; each iteration counts from zero
	 */
	default <T extends @Nullable Object> Iterable<T> track(Collection<T> elements) {
		return () -> new Tracker.TrackedIterator<>(elements.iterator(), Tracker.ofElements(this, elements.size()));
	}

	/**
	 * Return the elements of a stream, which report as those of a collection do. The
	 * returned stream must be processed sequentially.
	 * @param elements the elements to process
	 * @param total the number of elements
	 * @param <T> the type of the elements
	 * @return a sequential stream of the same elements; closing it closes the original
	 * @throws IllegalArgumentException if {@code total} is negative
	 */
	default <T extends @Nullable Object> Stream<T> track(Stream<T> elements, long total) {
		if (total < 0) {
			throw new IllegalArgumentException("total must not be negative, but is " + total);
		}
		Tracker.TrackedIterator<T> tracked = new Tracker.TrackedIterator<>(elements.iterator(),
				Tracker.ofElements(this, total));
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(tracked, 0), false).onClose(elements::close);
	}

	/**
	 * Return an input stream that reports automatically how much of it has been read:
	 * "71.7 of 524 MB" and 0.137. Both numbers are in the unit that suits the length
	 * (bytes, kB, MB, GB, …, each a thousand of the one before) and have at most three
	 * significant digits and two decimals. Reports are made at the beginning, at the end,
	 * and at most ten times a second in between. Every read is a cancellation point.
	 * @param in the stream
	 * @param length the number of bytes in the stream
	 * @return a stream of the same bytes that does not support mark and reset; closing it
	 * closes the original
	 * @throws IllegalArgumentException if {@code length} is negative
	 */
	default InputStream track(InputStream in, long length) {
		if (length < 0) {
			throw new IllegalArgumentException("length must not be negative, but is " + length);
		}
		return new Tracker.TrackedInputStream(in, Tracker.ofBytes(this, length));
	}

	/**
	 * Return an input stream of unknown length that reports automatically how much of it
	 * has been read: "71.7 MB", without a value.
	 * @param in the stream
	 * @return a stream of the same bytes, as from {@link #track(InputStream, long)}
	 */
	default InputStream track(InputStream in) {
		return new Tracker.TrackedInputStream(in, Tracker.ofBytes(this, Tracker.UNKNOWN));
	}

}
