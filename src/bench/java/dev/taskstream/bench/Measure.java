package dev.taskstream.bench;

import java.util.Locale;

/**
 * Something that is measured, a column of a table.
 */
enum Measure {

	CPU_PER_EVENT("server CPU µs/event", 2, Kind.COMPARED), PER_SECOND("delivered/s", 0, Kind.COMPARED),
	TASKS_PER_SECOND("tasks/s", 0, Kind.COMPARED), CPU_PER_TASK("server CPU µs/task", 0, Kind.COMPARED),
	HEAP_PER_STREAM("live heap KiB/stream", 1, Kind.COMPARED),
	HEAP_PER_STREAM_AFTER("after the event", 1, Kind.COMPARED), ALL_SERVED("all served ms", 0, Kind.PLAIN),
	OPENED("streams open", 0, Kind.PLAIN), P50("p50 ms", 2, Kind.PLAIN), P99("p99 ms", 2, Kind.PLAIN),
	MAX("max ms", 1, Kind.PLAIN), HELD("task held up ms", 1, Kind.PLAIN), LOST("lost", 0, Kind.TROUBLE),
	GAPS("gaps", 0, Kind.TROUBLE), DUPLICATES("duplicates", 0, Kind.TROUBLE),
	UNFINISHED("without end", 0, Kind.TROUBLE), BLOCKED("threads in a write", 0, Kind.TROUBLE),
	REQUESTS_P50("requests p50 ms", 2, Kind.PLAIN), REQUESTS_P99("requests p99 ms", 2, Kind.PLAIN),
	REQUESTS_FAILED("requests failed", 0, Kind.TROUBLE), OTHERS("others %", 0, Kind.TROUBLE),
	FAILED("a round failed", 0, Kind.TROUBLE);

	private final String heading;

	private final int digits;

	private final Kind kind;

	Measure(String heading, int digits, Kind kind) {
		this.heading = heading;
		this.digits = digits;
		this.kind = kind;
	}

	String heading() {
		return this.heading;
	}

	/**
	 * Whether the table shows what this is of the first server's.
	 */
	boolean isCompared() {
		return this.kind == Kind.COMPARED;
	}

	/**
	 * The figure that stands for all rounds: the worst of what must not happen even once,
	 * else the median.
	 */
	double summarise(double[] sorted) {
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return sorted[(this.kind == Kind.TROUBLE) ? sorted.length - 1 : sorted.length / 2];
	}

	String format(double value) {
		return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%,." + this.digits + "f", value);
	}

	private enum Kind {

		PLAIN, COMPARED, TROUBLE

	}

}
