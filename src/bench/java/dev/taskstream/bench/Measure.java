package dev.taskstream.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * Something that is measured in a run.
 */
enum Measure {

	CPU_PER_EVENT("server CPU, µs/event", 2), DELIVERED("events delivered/s", 0), HELD("task held up, ms", 1),
	P99("p99, ms", 2), SERVED("events served, %", 1), BLOCKED("threads in a write", 0),
	HEAP_PER_STREAM("live heap, KiB/stream", 1), TASKS("tasks/s", 0), CPU_PER_TASK("server CPU, µs/task", 0),
	LOST("tasks lost", 0), START("time to start, ms", 0), CPU_TO_START("processor time to start, ms", 0),
	HEAP("live heap, MiB", 2), THREADS("idle threads", 0), HEAP_AFTER_A_MINUTE("live heap a minute later, MiB", 2);

	private final String title;

	private final int digits;

	Measure(String title, int digits) {
		this.title = title;
		this.digits = digits;
	}

	String title() {
		return this.title;
	}

	/**
	 * Return the figure for all turns: the worst of what must not happen even once, else
	 * the median.
	 */
	double summarise(double[] turns) {
		double[] sorted = Arrays.stream(turns).sorted().toArray();
		return switch (this) {
			case SERVED -> sorted[0];
			case BLOCKED, LOST -> sorted[sorted.length - 1];
			default -> median(sorted);
		};
	}

	static double median(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	String format(double value) {
		return String.format(Locale.ROOT, "%,." + this.digits + "f", value);
	}

}
