package dev.taskstream.log;

import dev.taskstream.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A node in the linked list of an {@link EventHistory}.
 */
final class EventNode {

	/*
	 * `next` is written under the lock of the log. `encoded` is written by any reader: if
	 * two find it null, both encode the same bytes, and either result may stay.
	 */

	final LoggedEvent logged;

	final int weight;

	volatile @Nullable EventNode next;

	private volatile @Nullable EncodedEvent encoded;

	/**
	 * Create a node.
	 * @param encoded the event in its encoded form; {@code null} to encode it when it is
	 * read
	 */
	EventNode(LoggedEvent logged, int weight, @Nullable EncodedEvent encoded) {
		this.logged = logged;
		this.weight = weight;
		this.encoded = encoded;
	}

	long id() {
		return this.logged.id();
	}

	boolean isFinal() {
		return this.logged.event().isFinal();
	}

	/**
	 * Return the event in its encoded form, which is the same for all readers.
	 */
	EncodedEvent encoded() {
		EncodedEvent current = this.encoded;
		if (current == null) {
			current = EncodedEvent.of(this.logged);
			this.encoded = current;
		}
		return current;
	}

	/**
	 * Discard the encoded form, which the next reader creates again.
	 */
	void trim() {
		this.encoded = null;
	}

}
