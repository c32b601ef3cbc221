package dev.taskstream;

/**
 * An event at its place, which remembers nothing.
 */
record NumberedEvent(long id, long sequence, TaskEvent event) implements LoggedEvent {

	@Override
	public String toString() {
		return this.id + " " + this.event;
	}

}
