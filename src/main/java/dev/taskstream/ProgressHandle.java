package dev.taskstream;

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

}
