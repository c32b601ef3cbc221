package dev.taskstream.test;

import java.nio.charset.StandardCharsets;

import dev.taskstream.LoggedEvent;
import dev.taskstream.log.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * A parser that turns the lines of a stream into events (WHATWG HTML, section 9.2.6).
 */
final class EventReader {

	private long id;

	private @Nullable String data;

	/**
	 * Read the next line.
	 * @return the event that it completes, or {@code null}
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
