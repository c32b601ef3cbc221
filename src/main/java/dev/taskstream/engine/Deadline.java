package dev.taskstream.engine;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Something that will happen unless this is closed before.
 */
record Deadline(@Nullable Future<?> future) implements AutoCloseable {

	static final Deadline NONE = new Deadline(null);

	@Override
	public void close() {
		if (this.future != null) {
			this.future.cancel(false);
		}
	}

}
