package dev.taskstream.redis;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.log.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive events of a task that are stored together. Confined to the writer.
 */
final class StoredBatch {

	private static final int MAX_EVENTS = 64;

	private static final int MAX_BYTES = 32 * 1024;

	private final OwnTask task;

	private final long previous;

	private long first;

	private long last;

	private long keepFrom;

	private int count;

	private int bytes;

	private List<StoredEvent> events = new ArrayList<>();

	private @Nullable StoredEvent started;

	private @Nullable StoredEvent progress;

	private @Nullable StoredEvent ended;

	/**
	 * Create an empty batch.
	 * @param previous the last event that is stored already
	 */
	StoredBatch(OwnTask task, long previous) {
		this.task = task;
		this.previous = previous;
		this.last = Math.max(previous, 0);
	}

	void add(EncodedEvent encoded) {
		StoredEvent event = new StoredEvent(encoded.id(), encoded.data());
		if (this.count == 0) {
			this.first = event.id();
		}
		this.events.add(event);
		this.last = event.id();
		this.count++;
		this.bytes += event.data().length;
		switch (encoded.type()) {
			case "task_started" -> this.started = event;
			case "progress_update" -> this.progress = event;
			default -> this.ended = event;
		}
	}

	OwnTask task() {
		return this.task;
	}

	boolean isFull() {
		return this.count >= MAX_EVENTS || this.bytes >= MAX_BYTES;
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	boolean isEnd() {
		return this.ended != null;
	}

	/**
	 * Whether the task is published for the first time, or again.
	 */
	boolean isPublication() {
		return this.previous == OwnTask.NOTHING;
	}

	long previous() {
		return this.previous;
	}

	long first() {
		return this.first;
	}

	long last() {
		return this.last;
	}

	int count() {
		return this.count;
	}

	int bytes() {
		return this.bytes;
	}

	long keepFrom() {
		return this.keepFrom;
	}

	void keepFrom(long oldest) {
		this.keepFrom = oldest;
	}

	byte[] joined() {
		return StoredEvent.join(this.events);
	}

	/**
	 * Add the events that are always kept to the fields of the task.
	 */
	void addTo(List<byte[]> fields) {
		add(fields, "started", this.started);
		add(fields, "progress", this.progress);
		add(fields, "ended", this.ended);
	}

	private static void add(List<byte[]> fields, String name, @Nullable StoredEvent event) {
		if (event != null) {
			StoredTask.add(fields, name, event.bytes());
		}
	}

	/**
	 * Forget the events, except the end.
	 */
	void release() {
		this.events = List.of();
		this.started = null;
		this.progress = null;
	}

}
