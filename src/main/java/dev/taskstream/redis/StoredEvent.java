package dev.taskstream.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * An event as it is stored: its number, a space and its data. Several are joined by line
 * feeds, which the data does not have.
 */
final class StoredEvent {

	private final long id;

	private final byte[] data;

	/**
	 * Create an event.
	 * @param id the number of the event within its task
	 * @param data the event as {@link dev.taskstream.log.EventCodec} writes it
	 */
	StoredEvent(long id, byte[] data) {
		this.id = id;
		this.data = data;
	}

	long id() {
		return this.id;
	}

	byte[] data() {
		return this.data;
	}

	byte[] bytes() {
		return join(List.of(this));
	}

	static StoredEvent parse(byte[] bytes) {
		return parseAll(bytes).get(0);
	}

	static byte[] join(Collection<StoredEvent> events) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * events.size());
		for (StoredEvent event : events) {
			if (bytes.size() > 0) {
				bytes.write('\n');
			}
			bytes.writeBytes((event.id + " ").getBytes(StandardCharsets.US_ASCII));
			bytes.writeBytes(event.data);
		}
		return bytes.toByteArray();
	}

	static List<StoredEvent> parseAll(byte[] bytes) {
		List<StoredEvent> events = new ArrayList<>();
		new String(bytes, StandardCharsets.UTF_8).lines().forEach((line) -> {
			int space = line.indexOf(' ');
			events.add(new StoredEvent(Long.parseLong(line.substring(0, space)),
					line.substring(space + 1).getBytes(StandardCharsets.UTF_8)));
		});
		return events;
	}

}
