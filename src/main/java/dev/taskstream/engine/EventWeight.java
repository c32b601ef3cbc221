package dev.taskstream.engine;

/**
 * How many bytes an event will be as JSON, without writing it.
 */
final class EventWeight {

	/** Everything of a frame but its text: type, id, timestamp, value, names, quotes. */
	static final int FIXED = 170;

	private EventWeight() {
	}

	static int of(String text) {
		int bytes = FIXED;
		for (int i = 0; i < text.length(); i++) {
			bytes += of(text.charAt(i));
		}
		return bytes;
	}

	private static int of(char c) {
		if (c >= 0x80) {
			return (c == '\u2028' || c == '\u2029') ? 6 : 3;
		}
		return switch (c) {
			case '<', '>', '&' -> 6;
			case '"', '\\' -> 2;
			default -> (c < ' ') ? 6 : 1;
		};
	}

}
