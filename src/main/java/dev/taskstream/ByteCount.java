package dev.taskstream;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Utility methods that write numbers of bytes as file managers do: with at most three
 * significant digits, in decimal units.
 */
final class ByteCount {

	private static final String[] UNITS = { "bytes", "kB", "MB", "GB", "TB", "PB", "EB" };

	private static final int MAX_DECIMALS = 2;

	private ByteCount() {
	}

	/**
	 * Return a number of bytes, for example {@code 71.7 MB}.
	 */
	static String of(long bytes) {
		int thousands = thousands(bytes);
		return number(bytes, thousands) + " " + UNITS[thousands];
	}

	/**
	 * Return a number of bytes and a total in the unit of the total, for example
	 * {@code 71.7 of 524 MB}.
	 */
	static String of(long bytes, long total) {
		int thousands = thousands(total);
		return number(bytes, thousands) + " of " + number(total, thousands) + " " + UNITS[thousands];
	}

	/**
	 * Return which power of a thousand leaves at most three digits of a number after it
	 * has been rounded.
	 */
	private static int thousands(long bytes) {
		int thousands = 0;
		BigDecimal rest = rounded(BigDecimal.valueOf(bytes));
		while (rest.compareTo(BigDecimal.valueOf(1000)) >= 0) {
			rest = rest.movePointLeft(3);
			thousands++;
		}
		return thousands;
	}

	private static String number(long bytes, int thousands) {
		BigDecimal number = BigDecimal.valueOf(bytes);
		if (thousands > 0) {
			number = rounded(number.movePointLeft(3 * thousands));
			number = number.setScale(Math.min(number.scale(), MAX_DECIMALS), RoundingMode.HALF_UP);
		}
		return number.stripTrailingZeros().toPlainString();
	}

	private static BigDecimal rounded(BigDecimal number) {
		return number.round(new MathContext(3, RoundingMode.HALF_UP));
	}

}
