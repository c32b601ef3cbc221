package dev.taskstream.log;

import org.jspecify.annotations.Nullable;

/**
 * An estimate of an event's size as JSON, in bytes.
 */
final class EventWeight {

	/** The frame without its text: type, id, timestamp, value, names and quotes. */
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
