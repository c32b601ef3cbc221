package dev.taskstream.bench;

import java.util.Locale;

/**
 * Something that is measured, a column of a table.
 */
enum Measure {

	CPU_PER_EVENT("server CPU µs/event", 2, true), PER_SECOND("delivered/s", 0, true),
	TASKS_PER_SECOND("tasks/s", 0, true), CPU_PER_TASK("server CPU µs/task", 0, true),
	HEAP_PER_STREAM("live heap KiB/stream", 1, true), HEAP_PER_STREAM_AFTER("after the event", 1, true),
	ALL_SERVED("all served ms", 0, false), OPENED("streams open", 0, false), P50("p50 ms", 2, false),
	P99("p99 ms", 2, false), MAX("max ms", 1, false), HELD("task held up ms", 1, false), LOST("lost", 0, false),
	GAPS("gaps", 0, false), DUPLICATES("duplicates", 0, false), UNFINISHED("without end", 0, false),
	BLOCKED("threads in a write", 0, false), REQUESTS_P50("requests p50 ms", 2, false),
	REQUESTS_P99("requests p99 ms", 2, false), OTHERS("others %", 0, false);

	private final String heading;

	private final int digits;

	private final boolean compared;

	Measure(String heading, int digits, boolean compared) {
		this.heading = heading;
		this.digits = digits;
		this.compared = compared;
	}

	String heading() {
		return this.heading;
	}

	/**
	 * Whether the table shows what this is of the first server's.
	 */
	boolean isCompared() {
		return this.compared;
	}

	String format(double value) {
		return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%,." + this.digits + "f", value);
	}

}
