package dev.taskstream.bench.client;

/**
 * Counts durations so that percentiles are right to about one percent.
 */
public final class Histogram {

	private static final int STEPS = 64;

	private static final int DOUBLINGS = 40;

	private final long[] counts = new long[STEPS * (DOUBLINGS + 1)];

	private long total;

	private long max;

	/**
	 * Counts one duration.
	 * @param nanos the duration; a negative one counts as zero
	 */
	public void add(long nanos) {
		long value = Math.max(0, nanos);
		this.counts[Math.min(index(value), this.counts.length - 1)]++;
		this.total++;
		this.max = Math.max(this.max, value);
	}

	/**
	 * Below STEPS every value has a place of its own; from there on every doubling has
	 * STEPS of them.
	 */
	private static int index(long value) {
		if (value < STEPS) {
			return (int) value;
		}
		int doubling = 64 - Long.numberOfLeadingZeros(value / STEPS);
		return STEPS * (doubling - 1) + (int) (value >> (doubling - 1));
	}

	private static long value(int index) {
		if (index < 2 * STEPS) {
			return index;
		}
		int doubling = index / STEPS;
		return (long) (index - STEPS * (doubling - 1)) << (doubling - 1);
	}

	/**
	 * The duration that a share of all does not exceed.
	 * @param share from 0 to 1
	 * @return milliseconds, NaN if nothing was counted
	 */
	public double millis(double share) {
		if (this.total == 0) {
			return Double.NaN;
		}
		long left = (long) Math.ceil(share * this.total);
		for (int i = 0; i < this.counts.length; i++) {
			left -= this.counts[i];
			if (left <= 0) {
				return value(i) / 1e6;
			}
		}
		return maxMillis();
	}

	/**
	 * The longest duration.
	 * @return milliseconds
	 */
	public double maxMillis() {
		return this.max / 1e6;
	}

}
