package dev.taskstream.sse;

import java.time.Instant;

import dev.taskstream.TaskEvent;

/**
 * Writes moments as {@link TaskEvent#TIMESTAMP} describes.
 */
/*
 * Formatting a date costs more than all the rest of an event, and most events of a second
 * share it. Any thread may replace the date that is kept; whoever reads it checks whose
 * it is.
 */
final class Timestamps {

	private static final int NANOS_PER_MICRO = 1000;

	/** Makes the microseconds seven digits, of which the last six count. */
	private static final int LEADING_DIGIT = 1_000_000;

	private static volatile Second newest = new Second(Instant.EPOCH);

	private Timestamps() {
	}

	static String format(Instant timestamp) {
		Second second = newest;
		if (second.number != timestamp.getEpochSecond()) {
			second = new Second(timestamp);
			newest = second;
		}
		String micros = Integer.toString(LEADING_DIGIT + timestamp.getNano() / NANOS_PER_MICRO);
		return second.text + '.' + micros.substring(1) + 'Z';
	}

	private static final class Second {

		private final long number;

		private final String text;

		Second(Instant timestamp) {
			this.number = timestamp.getEpochSecond();
			String whole = Instant.ofEpochSecond(this.number).toString();
			this.text = whole.substring(0, whole.length() - 1);
		}

	}

}
