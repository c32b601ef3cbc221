package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;

import dev.taskstream.TaskEvent;

/**
 * Writes an event as the part of its frame that is the same for every stream: all but the
 * id line. {@code data} is one line of JSON that does no harm in a page's markup,
 * whatever a task reported.
 */
final class EventEncoder {

	private EventEncoder() {
	}

	static byte[] encode(TaskEvent event) {
		String json = TaskJson.string(event);
		StringBuilder frame = new StringBuilder(json.length() + 48);
		frame.append("event: ").append(event.type()).append("\ndata: ");
		for (int i = 0; i < json.length(); i++) {
			appendHarmless(frame, json.charAt(i));
		}
		return frame.append("\n\n").toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * These characters stand only inside strings of a JSON text, where they may be
	 * written as escapes.
	 */
	private static void appendHarmless(StringBuilder frame, char c) {
		switch (c) {
			case '<' -> frame.append("\\u003c");
			case '>' -> frame.append("\\u003e");
			case '&' -> frame.append("\\u0026");
			case '\u2028' -> frame.append("\\u2028");
			case '\u2029' -> frame.append("\\u2029");
			default -> frame.append(c);
		}
	}

}
