package dev.taskstream;

import org.jspecify.annotations.Nullable;

/**
 * What a task has said so far, in numbered events (1, 2, 3 …) that end exactly once. The
 * log keeps a bounded number of them: {@link TaskStarted}, the newest
 * {@link ProgressUpdate} and the end always, older progress as far as it fits. All
 * methods may be called from any thread.
 */
public interface TaskLog {

	/**
	 * What the events so far add up to.
	 * @return a snapshot
	 */
	TaskInfo info();

	/**
	 * Who started the task.
	 * @return the name of the principal, or {@code null} if nobody was authenticated
	 */
	@Nullable String owner();

	/**
	 * The number of the newest event.
	 * @return the number, 0 before the first event
	 */
	long lastEventId();

	/**
	 * Begins to read. A reader is a cursor and a signal: whenever there is something new,
	 * {@code signal} runs, and the reader takes what it wants with
	 * {@link TaskSubscription#next()}. A signal means "look again", never "here is one
	 * more": signals may be late, doubled or merged, and the first comes only after
	 * something new has been appended, so a reader looks once by itself.
	 * @param lastEventId the number of the last event already seen; 0 for the whole
	 * story, and a number that is negative or beyond the log counts as 0
	 * @param signal called on a delivery thread, never on the task's; must not block
	 * @return the subscription, to be closed when it is no longer read
	 */
	TaskSubscription subscribe(long lastEventId, Runnable signal);

}
