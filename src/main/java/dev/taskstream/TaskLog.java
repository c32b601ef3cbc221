package dev.taskstream;

import org.jspecify.annotations.Nullable;

/**
 * The log of a task's events, which are numbered 1, 2, 3 … and end exactly once. A log
 * keeps a bounded number of events: always {@link TaskStarted}, the newest
 * {@link ProgressUpdate} and the final event, and older progress within the bound. All
 * methods may be called from any thread.
 */
public interface TaskLog {

	/**
	 * Return the state of the task that results from its events.
	 * @return a snapshot
	 */
	TaskInfo info();

	/**
	 * Return the owner of the task.
	 * @return the name of the principal that started the task, or {@code null} if there
	 * was none
	 */
	@Nullable String owner();

	/**
	 * Return the number of the newest event.
	 * @return the number, 0 before the first event
	 */
	long lastEventId();

	/**
	 * Subscribe a reader. When events have been appended, {@code signal} runs, and the
	 * reader calls {@link TaskSubscription#next()} until it returns {@code null}. Signals
	 * do not count events: they may be late, duplicated or merged. The first signal
	 * follows the first event that is appended after this call, so a reader must call
	 * {@code next()} once without a signal.
	 * @param lastEventId the number of the last event that the reader has received; 0 for
	 * none. A number that is negative or beyond the log counts as 0
	 * @param signal called on a delivery thread, never on the task's; must not block
	 * @return the subscription, which the reader must close
	 */
	TaskSubscription subscribe(long lastEventId, Runnable signal);

}
