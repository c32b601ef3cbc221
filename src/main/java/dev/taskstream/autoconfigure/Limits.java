package dev.taskstream.autoconfigure;

import java.time.Duration;

/**
 * Checks of configured values, whose messages name the property.
 */
final class Limits {

	private Limits() {
	}

	static void atLeast(String property, int value, int least) {
		if (value < least) {
			throw new IllegalArgumentException(
					"taskstream." + property + " must be at least " + least + ", but is " + value);
		}
	}

	static void notNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("taskstream." + property + " must not be negative, but is " + value);
		}
	}

	static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException("taskstream." + property + " must be more than zero, but is " + value);
		}
	}

}
