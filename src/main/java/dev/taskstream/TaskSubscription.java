package dev.taskstream;

import org.jspecify.annotations.Nullable;

/**
 * A subscription that reads a {@link TaskLog}. It must be used by one thread at a time,
 * except for {@link #close()}.
 */
public interface TaskSubscription extends AutoCloseable {

	/**
	 * Return the next event. Events are returned in the order of their numbers, each at
	 * most once. A number is missing only if the reader is so slow that the log has
	 * evicted the event, which can only be superseded progress.
	 * @return the event, or {@code null} if there is no new event
	 */
	@Nullable LoggedEvent next();

	/**
	 * Whether the final event has been returned, or was already known to the reader when
	 * it subscribed.
	 * @return {@code true} if there will be no further event
	 */
	boolean isFinished();

	/**
	 * Return how many events appended since the subscription the reader has skipped
	 * because it was too slow.
	 * @return the count so far
	 */
	long skipped();

	/**
	 * Stop the signals. May be called from any thread and more than once.
	 */
	@Override
	void close();

}
