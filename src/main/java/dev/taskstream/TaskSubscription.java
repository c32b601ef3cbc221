package dev.taskstream;

import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a {@link TaskLog}. To be used by one thread at a time, except for
 * {@link #close()}.
 */
public interface TaskSubscription extends AutoCloseable {

	/**
	 * Takes the next event. Events come in the order of their numbers, each at most once.
	 * A number is missing only where the reader fell so far behind that the log no longer
	 * keeps the event, which can only be superseded progress.
	 * @return the event, or {@code null} if there is nothing new now
	 */
	@Nullable LoggedEvent next();

	/**
	 * Whether the end has been taken, or was already known to the reader when it
	 * subscribed. Nothing follows it.
	 * @return {@code true} if there will be no further event
	 */
	boolean isFinished();

	/**
	 * How many events were appended since this reader subscribed that it will never get,
	 * because it fell so far behind.
	 * @return the count so far
	 */
	long skipped();

	/**
	 * Ends the signals. May be called from any thread and more than once.
	 */
	@Override
	void close();

}
