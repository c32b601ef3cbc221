package dev.taskstream.autoconfigure;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Checks of configured values. Their messages name the property.
 */
final class Limits {

	/** Longer durations overflow when they are counted in nanoseconds. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private static final String MODULES = "/taskstream";

	private Limits() {
	}

	static void atLeast(String property, int value, int least) {
		if (value < least) {
			throw new IllegalArgumentException(
					"taskstream." + property + " must be at least " + least + ", but is " + value);
		}
	}

	static void atLeast(String property, Duration value, Duration least) {
		if (value.compareTo(least) < 0) {
			throw new IllegalArgumentException(
					"taskstream." + property + " must be at least " + least.toMillis() + "ms, but is " + value);
		}
		notTooLong(property, value);
	}

	static void notNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("taskstream." + property + " must not be negative, but is " + value);
		}
		notTooLong(property, value);
	}

	static void notNegative(String property, DataSize value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("taskstream." + property + " must not be negative, but is " + value);
		}
	}

	private static void notTooLong(String property, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"taskstream." + property + " must be at most " + LONGEST.toDays() + "d, but is " + value);
		}
	}

	static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException("taskstream." + property + " must be more than zero, but is " + value);
		}
		notTooLong(property, value);
	}

	static void path(String property, String value) {
		if (!value.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException("taskstream." + property + " must be a path such as /api/tasks, without "
					+ "dot segments or a slash at its end, but is '" + value + "'");
		}
		if (value.equals(MODULES)) {
			throw new IllegalArgumentException(
					"taskstream." + property + " must not be " + MODULES + ", where the browser modules are");
		}
	}

	static void origin(String property, String value) {
		if (!value.equals("*") && !value.matches("[a-z][a-z0-9+.-]*://[^/?#*\\s]+")) {
			throw new IllegalArgumentException("taskstream." + property
					+ " must be * or origins such as https://app.example.org, but has '" + value + "'");
		}
	}

}
