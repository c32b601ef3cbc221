package dev.taskstream.log;

import java.nio.charset.StandardCharsets;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;

/**
 * An event with its id, encoded as the frame of a server-sent event.
 */
public final class EncodedEvent {

	private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

	private final long id;

	private final byte[] frame;

	/**
	 * Create an encoded event.
	 * @param id the number of the event within its task
	 * @param frame the lines of the frame without its id, and the blank line that ends it
	 */
	public EncodedEvent(long id, byte[] frame) {
		this.id = id;
		this.frame = frame;
	}

	/**
	 * Take the next event of a subscription. An event that several readers take is
	 * encoded once.
	 * @param subscription the subscription
	 * @return the event, or {@code null} if there is no new event
	 */
	public static @Nullable EncodedEvent next(TaskSubscription subscription) {
		if (subscription instanceof Cursor cursor) {
			return cursor.nextEncoded();
		}
		LoggedEvent next = subscription.next();
		return (next != null) ? of(next) : null;
	}

	static EncodedEvent of(LoggedEvent logged) {
		return new EncodedEvent(logged.id(), frame(logged.event()));
	}

	/**
	 * Return the number of the event within its task.
	 * @return the number, 1 for the first
	 */
	public long id() {
		return this.id;
	}

	/**
	 * Return the lines of the frame without its id, and the blank line that ends it.
	 * @return the bytes, which are shared by all readers and must not be modified
	 */
	public byte[] frame() {
		return this.frame;
	}

	/**
	 * Encode an event as the lines of a frame.
	 * @param event the event
	 * @return its {@code event} and {@code data} lines and a blank line
	 */
	public static byte[] frame(TaskEvent event) {
		byte[] type = ("event: " + event.type()).getBytes(StandardCharsets.US_ASCII);
		byte[] data = EventCodec.encode(event);
		byte[] frame = new byte[type.length + DATA.length + data.length + END.length];
		int end = 0;
		for (byte[] part : new byte[][] { type, DATA, data, END }) {
			System.arraycopy(part, 0, frame, end, part.length);
			end += part.length;
		}
		return frame;
	}

}
