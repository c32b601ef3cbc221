package dev.taskstream.engine;

import dev.taskstream.log.Ending;
import org.jspecify.annotations.Nullable;

/**
 * How a run ends.
 *
 * @param ending creates the final event
 * @param cause the exception to log, which clients do not get, or {@code null}
 */
record Outcome(Ending ending, @Nullable Throwable cause) {

	Outcome(Ending ending) {
		this(ending, null);
	}

}
