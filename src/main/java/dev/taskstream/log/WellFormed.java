package dev.taskstream.log;

import org.jspecify.annotations.Nullable;

/**
 * Utility methods that replace lone surrogates, which UTF-8 cannot encode. They apply
 * where a text is taken in, so that every response has the same text.
 */
public final class WellFormed {

	private static final char REPLACEMENT = '\uFFFD';

	private WellFormed() {
	}

	/**
	 * Replace lone surrogates.
	 * @param text a text, or {@code null}
	 * @return the same text if it is well-formed, otherwise a copy with U+FFFD in their
	 * place
	 */
	public static @Nullable String textOrNull(@Nullable String text) {
		return (text != null) ? text(text) : null;
	}

	/**
	 * Replace lone surrogates.
	 * @param text a text
	 * @return the same text if it is well-formed, otherwise a copy with U+FFFD in their
	 * place
	 */
	public static String text(String text) {
		StringBuilder copy = null;
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (!Character.isSurrogate(c)) {
				i++;
			}
			else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
				i += 2;
			}
			else {
				copy = (copy != null) ? copy : new StringBuilder(text);
				copy.setCharAt(i++, REPLACEMENT);
			}
		}
		return (copy != null) ? copy.toString() : text;
	}

}
