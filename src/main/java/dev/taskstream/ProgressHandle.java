package dev.taskstream;

import java.io.InputStream;
import java.util.Collection;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * Where a running task reports. Reporting never waits for a client and never fails the
 * work; it is a cancellation point: once the run has ended, every {@code report} throws
 * {@link TaskCancelledException}. All methods may be called from several threads.
 * <p>
 * What a watcher could not use is put right and logged once a run at WARN: a value
 * outside 0.0 to 1.0 is clamped, a NaN leaves the value as it was, a text longer than
 * {@value #MAX_TEXT_LENGTH} characters is cut there.
 */
public interface ProgressHandle {

	/**
	 * The most characters (UTF-16 units) of a text that reach a watcher.
	 */
	int MAX_TEXT_LENGTH = 65_536;

	/**
	 * Reports a new text and keeps the value.
	 * @param text what the task is doing, for people
	 * @throws TaskCancelledException if the run has ended
	 */
	void report(String text);

	/**
	 * Reports a new value and keeps the text.
	 * @param value how much is done, from 0.0 to 1.0
	 * @throws TaskCancelledException if the run has ended
	 */
	void report(double value);

	/**
	 * Reports text and value in one event.
	 * @param text what the task is doing, for people
	 * @param value how much is done, from 0.0 to 1.0
	 * @throws TaskCancelledException if the run has ended
	 */
	void report(String text, double value);

	/**
	 * Whether the run was ended from outside: cancelled, timed out, or stopped with the
	 * service. For work that does not report often.
	 * @return {@code true} once the work should stop
	 */
	boolean isCancelled();

	/**
	 * A handle for a part of the work, whose 0.0 to 1.0 is a part of this one's. Texts
	 * pass unchanged.
	 * @param from this handle's value where the part begins, from 0.0 to 1.0
	 * @param to this handle's value where the part ends, from {@code from} to 1.0
	 * @return a handle for the part
	 * @throws IllegalArgumentException if the bounds are outside 0.0 to 1.0 or reversed
	 */
	default ProgressHandle slice(double from, double to) {
		return new ProgressSlice(this, from, to);
	}

	/**
	 * The elements of a collection, to be worked through in a loop that thereby reports
	 * by itself: "40 of 100" and 0.4 once the fortieth is done, at the beginning and the
	 * end and at most ten times a second between. Every element is a cancellation point.
	 * @param elements what to work through
	 * @param <T> the type of the elements
	 * @return the elements, in the same order; each iteration counts anew
	 */
	default <T extends @Nullable Object> Iterable<T> track(Collection<T> elements) {
		return () -> new TrackedIterator<>(elements.iterator(), new Tracker(this, elements.size(), ""));
	}

	/**
	 * The elements of a stream, which report as those of a collection do. To be worked
	 * through by one thread: sequentially.
	 * @param elements what to work through
	 * @param total how many there will be
	 * @param <T> the type of the elements
	 * @return a sequential stream of the same elements; closing it closes the original
	 * @throws IllegalArgumentException if {@code total} is negative
	 */
	default <T extends @Nullable Object> Stream<T> track(Stream<T> elements, long total) {
		if (total < 0) {
			throw new IllegalArgumentException("total must not be negative, but is " + total);
		}
		TrackedIterator<T> tracked = new TrackedIterator<>(elements.iterator(), new Tracker(this, total, ""));
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(tracked, 0), false).onClose(elements::close);
	}

	/**
	 * An input stream that reports by itself how much of it has been read: "40 of 100
	 * bytes" and 0.4, at the beginning and the end and at most ten times a second
	 * between. Every read is a cancellation point.
	 * @param in the stream
	 * @param length how many bytes it has
	 * @return a stream of the same bytes that does not support mark and reset; closing it
	 * closes the original
	 * @throws IllegalArgumentException if {@code length} is negative
	 */
	default InputStream track(InputStream in, long length) {
		if (length < 0) {
			throw new IllegalArgumentException("length must not be negative, but is " + length);
		}
		return new TrackedInputStream(in, new Tracker(this, length, " bytes"));
	}

	/**
	 * An input stream of unknown length that reports by itself how much of it has been
	 * read: "40 bytes", and no value.
	 * @param in the stream
	 * @return as {@link #track(InputStream, long)}
	 */
	default InputStream track(InputStream in) {
		return new TrackedInputStream(in, new Tracker(this, Tracker.UNKNOWN, " bytes"));
	}

}
