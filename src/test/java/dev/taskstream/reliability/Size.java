package dev.taskstream.reliability;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How large a test of this package is: small in the gate, and as large as somebody likes
 * by a system property {@code taskstream.reliability.<name>}.
 */
final class Size {

	private static final String PREFIX = "taskstream.reliability.";

	private Size() {
	}

	static int of(String name, int usual) {
		return Integer.getInteger(PREFIX + name, usual);
	}

	/**
	 * The seed of all random choices: the given one, else another one each time.
	 */
	static long seed() {
		return Long.getLong(PREFIX + "seed", ThreadLocalRandom.current().nextLong());
	}

}
