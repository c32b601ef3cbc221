package dev.taskstream.demo;

/**
 * A counter of lines and words that works like {@code wc}: it counts line breaks, and
 * runs of bytes other than white space.
 */
final class TextCount {

	private long lines;

	private long words;

	private boolean inWord;

	void add(byte[] bytes, int length) {
		for (int i = 0; i < length; i++) {
			byte b = bytes[i];
			if (b == '\n') {
				this.lines++;
			}
			boolean space = b == ' ' || (b >= '\t' && b <= '\r');
			if (!space && !this.inWord) {
				this.words++;
			}
			this.inWord = !space;
		}
	}

	long lines() {
		return this.lines;
	}

	long words() {
		return this.words;
	}

}
