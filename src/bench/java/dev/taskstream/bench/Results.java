package dev.taskstream.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The figures of all turns, and their table. A ratio is the median of the ratios within a
 * turn: a shared machine has less to spare from one minute to the next.
 */
final class Results {

	private static final String NONE = "–";

	/**
	 * By row the turns, each with our figures and those of the other server if there is
	 * one.
	 */
	private final Map<String, List<List<Map<Measure, Double>>>> turnsByRow = new LinkedHashMap<>();

	private final List<String> failures = new ArrayList<>();

	void add(String row, List<Map<Measure, Double>> turn) {
		this.turnsByRow.computeIfAbsent(row, (name) -> new ArrayList<>()).add(turn);
	}

	void addFailure(String failure) {
		this.failures.add(failure);
	}

	String table() {
		StringBuilder table = new StringBuilder(
				"| row | ours | hand-written | ratio | range |\n|---|---:|---:|---:|---|\n");
		this.turnsByRow.forEach((row, turns) -> {
			for (Measure measure : new TreeSet<>(turns.get(0).get(0).keySet())) {
				String ours = summary(measure, turns, 0);
				String other = (turns.get(0).size() > 1) ? summary(measure, turns, 1) : NONE;
				table.append("| ").append(row).append(": ").append(measure.title());
				table.append(" | ").append(ours).append(" | ").append(other);
				table.append(" | ").append(ratio(measure, turns)).append(" |\n");
			}
		});
		this.failures.forEach((failure) -> table.append("\nNot counted: ").append(failure).append('\n'));
		return table.toString();
	}

	private static String summary(Measure measure, List<List<Map<Measure, Double>>> turns, int server) {
		return measure
			.format(measure.summarise(turns.stream().mapToDouble((turn) -> turn.get(server).get(measure)).toArray()));
	}

	/** Return the median of the ratios and their range, as two cells. */
	private static String ratio(Measure measure, List<List<Map<Measure, Double>>> turns) {
		double[] ratios = turns.stream()
			.filter((turn) -> turn.size() > 1 && turn.get(1).get(measure) != 0)
			.mapToDouble((turn) -> turn.get(0).get(measure) / turn.get(1).get(measure))
			.sorted()
			.toArray();
		if (ratios.length == 0) {
			return NONE + " | " + NONE;
		}
		return String.format(Locale.ROOT, "%.2f | %.2f to %.2f", Measure.median(ratios), ratios[0],
				ratios[ratios.length - 1]);
	}

}
