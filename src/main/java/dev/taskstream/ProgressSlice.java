package dev.taskstream;

/**
 * A {@link ProgressHandle} for a part of another handle's range. It clamps values itself,
 * so that a part cannot report outside its range.
 */
final class ProgressSlice implements ProgressHandle {

	private final ProgressHandle whole;

	private final double from;

	private final double to;

	ProgressSlice(ProgressHandle whole, double from, double to) {
		if (!(from >= 0.0 && from <= to && to <= 1.0)) {
			throw new IllegalArgumentException(
					"A slice must satisfy 0 <= from <= to <= 1, but is from " + from + " to " + to);
		}
		this.whole = whole;
		this.from = from;
		this.to = to;
	}

	@Override
	public void report(String text) {
		this.whole.report(text);
	}

	@Override
	public void report(double value) {
		this.whole.report(scale(value));
	}

	@Override
	public void report(String text, double value) {
		this.whole.report(text, scale(value));
	}

	@Override
	public boolean isCancelled() {
		return this.whole.isCancelled();
	}

	private double scale(double value) {
		return this.from + (this.to - this.from) * Math.max(0.0, Math.min(1.0, value));
	}

}
