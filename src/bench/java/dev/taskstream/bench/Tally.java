package dev.taskstream.bench;

import org.HdrHistogram.Histogram;

/**
 * What all streams of a run have received. Confined to the thread of their client.
 */
final class Tally {

	private static final int SIGNIFICANT_DIGITS = 3;

	/** Streams whose head has come. */
	int opened;

	/** Streams that the server has ended properly. */
	int ended;

	/** Streams that were closed without an end. */
	int broken;

	/** Reports that have come. */
	long reports;

	/** Events that did not have the number after the one before them. */
	long unordered;

	private final Histogram latencyNanos = new Histogram(SIGNIFICANT_DIGITS);

	private long firstStampNanos = Long.MAX_VALUE;

	private long lastReportNanos;

	void countReport(long stampNanos, long nowNanos) {
		this.reports++;
		this.latencyNanos.recordValue(Math.max(0, nowNanos - stampNanos));
		this.firstStampNanos = Math.min(this.firstStampNanos, stampNanos);
		this.lastReportNanos = nowNanos;
	}

	/** Return the time from the first report to the arrival of the last. */
	long nanos() {
		return this.lastReportNanos - this.firstStampNanos;
	}

	/**
	 * Return the 99th percentile of the time from a report to its arrival. The processes
	 * of a machine share the clock of {@link System#nanoTime()}.
	 */
	double p99Millis() {
		return millisAt(99);
	}

	double millisAt(double percentile) {
		return this.latencyNanos.getValueAtPercentile(percentile) / 1e6;
	}

}
