package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a client waits before it comes back (WHATWG HTML, section 9.2, "retry").
 */
final class Retry {

	static final byte[] USUAL = line(2_500);

	private static final int MIN_MILLIS = 1_000;

	private static final int MAX_MILLIS = 10_000;

	private Retry() {
	}

	/**
	 * For clients that are sent away together and should not come back together.
	 */
	static byte[] jittered() {
		return line(ThreadLocalRandom.current().nextInt(MIN_MILLIS, MAX_MILLIS));
	}

	private static byte[] line(int millis) {
		return ("retry: " + millis + "\n").getBytes(StandardCharsets.US_ASCII);
	}

}
