package dev.taskstream.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskSubscription;
import org.jspecify.annotations.Nullable;

/**
 * An event with its id, encoded as the frame of a server-sent event.
 */
public final class EncodedEvent {

	private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);

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
		return of(logged.id(), logged.event(), EventCodec.encode(logged.event()));
	}

	static EncodedEvent of(long id, TaskEvent event, byte[] data) {
		return new EncodedEvent(id, frame(event, data));
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
	 * Return the type of the event.
	 * @return as {@link TaskEvent#type()}
	 */
	public String type() {
		return new String(this.frame, EVENT.length, endOfType() - EVENT.length, StandardCharsets.US_ASCII);
	}

	/**
	 * Return the data of the frame, one line of JSON.
	 * @return a copy of the bytes
	 */
	public byte[] data() {
		return Arrays.copyOfRange(this.frame, endOfType() + DATA.length, this.frame.length - END.length);
	}

	private int endOfType() {
		int end = EVENT.length;
		while (this.frame[end] != '\n') {
			end++;
		}
		return end;
	}

	/**
	 * Encode an event as the lines of a frame.
	 * @param event the event
	 * @return its {@code event} and {@code data} lines and a blank line
	 */
	public static byte[] frame(TaskEvent event) {
		return frame(event, EventCodec.encode(event));
	}

	private static byte[] frame(TaskEvent event, byte[] data) {
		byte[] type = event.type().getBytes(StandardCharsets.US_ASCII);
		byte[] frame = new byte[EVENT.length + type.length + DATA.length + data.length + END.length];
		int end = 0;
		for (byte[] part : new byte[][] { EVENT, type, DATA, data, END }) {
			System.arraycopy(part, 0, frame, end, part.length);
			end += part.length;
		}
		return frame;
	}

}
