package dev.taskstream;

import java.util.function.Function;

/**
 * An event with its place in a log.
 */
public interface LoggedEvent {

	/**
	 * The number of the event within its task, which is its SSE id there.
	 * @return 1 for the first
	 */
	long id();

	/**
	 * The number of the event within its service, which orders the events of several
	 * tasks.
	 * @return a number that grows with {@link #id()} but has gaps
	 */
	long sequence();

	/**
	 * What happened.
	 * @return the event, equal at every call but not always the same object
	 */
	TaskEvent event();

	/**
	 * The event in its written form. A log that has several readers remembers it, so that
	 * an event is encoded once however many watch, and not at all if nobody does.
	 * @param encoder how to write it; always the same one for a log
	 * @return the bytes, shared by all readers and not to be changed
	 */
	default byte[] encodedBy(Function<TaskEvent, byte[]> encoder) {
		return encoder.apply(event());
	}

	/**
	 * An event at its place, which remembers nothing.
	 * @param id the number of the event within its task, from 1
	 * @param sequence the number of the event within its service, ascending with
	 * {@code id}
	 * @param event the event
	 * @return all three together
	 */
	static LoggedEvent of(long id, long sequence, TaskEvent event) {
		return new NumberedEvent(id, sequence, event);
	}

}
