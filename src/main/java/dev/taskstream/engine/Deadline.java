package dev.taskstream.engine;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * A scheduled action that does not run if the deadline is closed before.
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
