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

	EventNode(LoggedEvent logged, int weight) {
		this.logged = logged;
		this.weight = weight;
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
