package dev.taskstream.test;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.taskstream.ProgressHandle;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCancelledException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProgressHandle} that records every report as the event that a client would
 * get, and cancels on request. Safe for use by several threads.
 */
public final class RecordingProgress implements ProgressHandle {

	private final UUID taskId = UUID.randomUUID();

	private final Clock clock;

	private final List<ProgressUpdate> updates = new ArrayList<>();

	private int cancelAfter = Integer.MAX_VALUE;

	/**
	 * Create a recorder with a clock that stands still.
	 */
	public RecordingProgress() {
		this(new SettableClock());
	}

	/**
	 * Create a recorder with the given clock.
	 * @param clock the clock for the events
	 */
	public RecordingProgress(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Cancel the run after a number of reports. The last of them is still recorded; the
	 * next report throws.
	 * @param reports the number of reports; 0 to cancel before the first
	 * @return this recorder
	 */
	public synchronized RecordingProgress cancelAfter(int reports) {
		this.cancelAfter = reports;
		return this;
	}

	/**
	 * Cancel the run now.
	 */
	public synchronized void cancel() {
		this.cancelAfter = 0;
	}

	@Override
	public void report(String text) {
		append(text, null);
	}

	@Override
	public void report(double value) {
		append(null, value);
	}

	@Override
	public void report(String text, double value) {
		append(text, value);
	}

	@Override
	public synchronized boolean isCancelled() {
		return this.updates.size() >= this.cancelAfter;
	}

	private synchronized void append(@Nullable String newText, @Nullable Double newValue) {
		if (isCancelled()) {
			throw new TaskCancelledException();
		}
		ProgressUpdate before = this.updates.isEmpty() ? null : this.updates.get(this.updates.size() - 1);
		String text = (newText == null && before != null) ? before.text() : cut(newText);
		Double value = (newValue == null || newValue.isNaN()) ? null : Math.max(0.0, Math.min(1.0, newValue));
		value = (value == null && before != null) ? before.value() : value;
		this.updates.add(new ProgressUpdate(this.taskId, this.clock.instant(), text, value));
	}

	private static @Nullable String cut(@Nullable String text) {
		return (text != null && text.length() > MAX_TEXT_LENGTH) ? text.substring(0, MAX_TEXT_LENGTH) : text;
	}

	/**
	 * Return the reports so far. Each update carries the whole progress, as on a stream.
	 * @return the updates, oldest first
	 */
	public synchronized List<ProgressUpdate> updates() {
		return List.copyOf(this.updates);
	}

	UUID taskId() {
		return this.taskId;
	}

	Clock clock() {
		return this.clock;
	}

}
