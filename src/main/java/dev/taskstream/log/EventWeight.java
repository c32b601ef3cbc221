package dev.taskstream.log;

import org.jspecify.annotations.Nullable;

/**
 * How many bytes an event will be as JSON, without writing it.
 */
final class EventWeight {

	/** Everything of a frame but its text: type, id, timestamp, value, names, quotes. */
	static final int FIXED = 170;

	private EventWeight() {
	}

	static int of(@Nullable String text) {
		int bytes = FIXED;
		for (int i = 0; text != null && i < text.length(); i++) {
			bytes += of(text.charAt(i));
		}
		return bytes;
	}

	private static int of(char c) {
		if (c < ' ' || MarkupEscapes.isEscaped(c)) {
			return 6;
		}
		return (c >= 0x80) ? 3 : (c == '"' || c == '\\') ? 2 : 1;
	}

}
