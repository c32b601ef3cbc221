package dev.taskstream;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An event with its place in a log. It remembers the bytes that it was written as, so
 * that it is encoded once however many watch, and not at all if nobody does.
 */
/*
 * encoded is the only mutable field. Two threads may both find it null and both encode;
 * the bytes are equal, so it does not matter whose stay.
 */
public class LoggedEvent {

	private final long id;

	private final long sequence;

	private final TaskEvent event;

	private volatile byte @Nullable [] encoded;

	/**
	 * An event at its place.
	 * @param id the number of the event within its task, from 1
	 * @param sequence the number of the event within its service, ascending with
	 * {@code id}
	 * @param event the event
	 */
	public LoggedEvent(long id, long sequence, TaskEvent event) {
		this.id = id;
		this.sequence = sequence;
		this.event = event;
	}

	/**
	 * The number of the event within its task, which is its SSE id there.
	 * @return 1 for the first
	 */
	public long id() {
		return this.id;
	}

	/**
	 * The number of the event within its service, which orders the events of several
	 * tasks.
	 * @return a number that grows with {@link #id()} but has gaps
	 */
	public long sequence() {
		return this.sequence;
	}

	/**
	 * What happened.
	 * @return the event
	 */
	public TaskEvent event() {
		return this.event;
	}

	/**
	 * The event in its written form.
	 * @param encoder how to write it; always the same one for a log
	 * @return the bytes, shared by all readers and not to be changed
	 */
	public byte[] encodedBy(Function<TaskEvent, byte[]> encoder) {
		byte[] bytes = this.encoded;
		if (bytes == null) {
			bytes = encoder.apply(this.event);
			this.encoded = bytes;
		}
		return bytes;
	}

	@Override
	public String toString() {
		return this.id + " " + this.event;
	}

}
