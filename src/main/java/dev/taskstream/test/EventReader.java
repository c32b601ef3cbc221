package dev.taskstream.test;

import java.nio.charset.StandardCharsets;

import dev.taskstream.LoggedEvent;
import dev.taskstream.log.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the lines of a stream, as the specification of {@code EventSource} has
 * it.
 */
final class EventReader {

	private long id;

	private @Nullable String data;

	/**
	 * Takes the next line.
	 * @return the event that it ends, if any
	 */
	@Nullable LoggedEvent read(String line) {
		if (line.isEmpty()) {
			String complete = this.data;
			this.data = null;
			return (complete != null)
					? new LoggedEvent(this.id, EventCodec.decode(complete.getBytes(StandardCharsets.UTF_8))) : null;
		}
		if (line.startsWith("id: ")) {
			this.id = Long.parseLong(line.substring("id: ".length()));
		}
		else if (line.startsWith("data: ")) {
			this.data = line.substring("data: ".length());
		}
		return null;
	}

}
