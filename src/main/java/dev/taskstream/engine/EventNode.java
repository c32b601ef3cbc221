package dev.taskstream.engine;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event in a history, and what comes after it. It remembers the bytes that it was
 * written as.
 */
/*
 * Progress is most of what is kept of a task, so a report is one object beside its text,
 * and its event is made when it is read.
 *
 * `next` is written under the lock of the log, and `encoded` by any reader: two may both
 * find it null and both encode; the bytes are equal, so it does not matter whose stay.
 */
abstract sealed class EventNode implements LoggedEvent {

	/**
	 * For an eviction, which may be seen late: a reader that goes on skips less.
	 */
	private static final AtomicReferenceFieldUpdater<EventNode, EventNode> NEXT = AtomicReferenceFieldUpdater
		.newUpdater(EventNode.class, EventNode.class, "next");

	private static final long MICROS_PER_SECOND = 1_000_000;

	private static final long NANOS_PER_MICRO = 1000;

	private final long id;

	private final long sequence;

	final int weight;

	volatile @Nullable EventNode next;

	private volatile byte @Nullable [] encoded;

	private EventNode(long id, long sequence, int weight) {
		this.id = id;
		this.sequence = sequence;
		this.weight = weight;
	}

	@Override
	public long id() {
		return this.id;
	}

	@Override
	public long sequence() {
		return this.sequence;
	}

	@Override
	public byte[] encodedBy(Function<TaskEvent, byte[]> encoder) {
		byte[] bytes = this.encoded;
		if (bytes == null) {
			bytes = encoder.apply(event());
			this.encoded = bytes;
		}
		return bytes;
	}

	/**
	 * When it happened, in microseconds since 1970.
	 */
	abstract long micros();

	abstract boolean isFinal();

	void evict(EventNode evicted) {
		NEXT.lazySet(this, evicted);
	}

	static long micros(Instant time) {
		return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
	}

	static Instant instant(long micros) {
		return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND),
				Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
	}

	@Override
	public String toString() {
		return this.id + " " + event();
	}

	/**
	 * A report.
	 */
	static final class Progress extends EventNode {

		/** In place of a value until one was reported. */
		private static final double NO_VALUE = Double.NaN;

		private final UUID taskId;

		private final long micros;

		private final @Nullable String text;

		private final double value;

		Progress(long id, long sequence, int weight, UUID taskId, long micros, @Nullable String text,
				@Nullable Double value) {
			super(id, sequence, weight);
			this.taskId = taskId;
			this.micros = micros;
			this.text = text;
			this.value = (value != null) ? value : NO_VALUE;
		}

		@Nullable String text() {
			return this.text;
		}

		@Nullable Double value() {
			return Double.isNaN(this.value) ? null : this.value;
		}

		@Override
		public TaskEvent event() {
			return new ProgressUpdate(this.taskId, instant(this.micros), this.text, value());
		}

		@Override
		long micros() {
			return this.micros;
		}

		@Override
		boolean isFinal() {
			return false;
		}

	}

	/**
	 * The start or the end.
	 */
	static final class Boundary extends EventNode {

		private final TaskEvent event;

		Boundary(long id, long sequence, int weight, TaskEvent event) {
			super(id, sequence, weight);
			this.event = event;
		}

		@Override
		public TaskEvent event() {
			return this.event;
		}

		@Override
		long micros() {
			return micros(this.event.timestamp());
		}

		@Override
		boolean isFinal() {
			return this.event.isFinal();
		}

	}

}
