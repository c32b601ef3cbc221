package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.taskstream.TaskEvent;

/**
 * Writes an event as the part of its frame that is the same for every stream: all but the
 * id line. {@code data} is one line of JSON that does no harm in a page's markup,
 * whatever a task reported.
 */
final class EventEncoder {

	/** Of U+2028 and U+2029 in UTF-8. */
	private static final byte FIRST_BYTE_OF_SEPARATORS = (byte) 0xE2;

	private EventEncoder() {
	}

	static byte[] encode(TaskEvent event) {
		byte[] head = ("event: " + event.type() + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
		byte[] data = harmless(TaskJson.bytes(event));
		byte[] frame = Arrays.copyOf(head, head.length + data.length + 2);
		System.arraycopy(data, 0, frame, head.length, data.length);
		frame[frame.length - 2] = '\n';
		frame[frame.length - 1] = '\n';
		return frame;
	}

	/**
	 * These characters stand only inside strings of a JSON text, where they may be
	 * written as escapes.
	 */
	private static byte[] harmless(byte[] json) {
		if (!mayHarm(json)) {
			return json;
		}
		return new String(json, StandardCharsets.UTF_8).replace("<", "\\u003c")
			.replace(">", "\\u003e")
			.replace("&", "\\u0026")
			.replace("\u2028", "\\u2028")
			.replace("\u2029", "\\u2029")
			.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean mayHarm(byte[] json) {
		for (byte b : json) {
			if (b == '<' || b == '>' || b == '&' || b == FIRST_BYTE_OF_SEPARATORS) {
				return true;
			}
		}
		return false;
	}

}
