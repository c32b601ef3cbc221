package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The lines that tell a client how long to wait before it reconnects (WHATWG HTML,
 * section 9.2, "retry").
 */
final class Retry {

	static final byte[] USUAL = line(2_500);

	private static final int MIN_MILLIS = 1_000;

	private static final int MAX_MILLIS = 10_000;

	private Retry() {
	}

	/**
	 * Return a line with a random time, for clients that are refused together and must
	 * not reconnect together.
	 */
	static byte[] jittered() {
		return line(ThreadLocalRandom.current().nextInt(MIN_MILLIS, MAX_MILLIS));
	}

	private static byte[] line(int millis) {
		return ("retry: " + millis + "\n").getBytes(StandardCharsets.US_ASCII);
	}

}
