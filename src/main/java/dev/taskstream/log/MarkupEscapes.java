package dev.taskstream.log;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * {@link CharacterEscapes} for characters that some line readers take for a line break,
 * or that are unsafe in a page's markup.
 */
final class MarkupEscapes extends CharacterEscapes {

	private static final String MARKUP = "<>&";

	private static final char NEXT_LINE = '\u0085';

	private static final char LINE_SEPARATOR = '\u2028';

	private static final char PARAGRAPH_SEPARATOR = '\u2029';

	/**
	 * Whether a character of a string is written as a Unicode escape.
	 */
	static boolean isEscaped(int c) {
		return c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR || MARKUP.indexOf(c) >= 0;
	}

	@Override
	public int[] getEscapeCodesForAscii() {
		int[] codes = standardAsciiEscapesForJSON();
		MARKUP.chars().forEach((c) -> codes[c] = ESCAPE_CUSTOM);
		return codes;
	}

	@Override
	public @Nullable SerializableString getEscapeSequence(int c) {
		return isEscaped(c) ? new SerializedString(String.format("\\u%04x", c)) : null;
	}

}
