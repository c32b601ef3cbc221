package dev.taskstream.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The figures of all turns, and their tables: medians, the worst of what must not happen,
 * and beside what is compared the median of its ratios to the first server's, each of one
 * turn: a machine that others use, too, is another one a minute later.
 */
final class Results {

	private final Map<Scenario, Map<Peer, List<Figures>>> figures = new LinkedHashMap<>();

	void add(Scenario scenario, Peer peer, Figures round) {
		this.figures.computeIfAbsent(scenario, (key) -> new EnumMap<>(Peer.class))
			.computeIfAbsent(peer, (key) -> new ArrayList<>())
			.add(round);
	}

	Figures summary(Scenario scenario, Peer peer) {
		return Figures.summary(this.figures.getOrDefault(scenario, Map.of()).getOrDefault(peer, List.of()));
	}

	String tables() {
		StringBuilder text = new StringBuilder();
		for (Scenario scenario : Scenarios.ALL) {
			if (this.figures.containsKey(scenario)) {
				text.append("\n### ").append(scenario.title()).append(" (`").append(scenario.name()).append("`)\n\n");
				table(scenario, text);
			}
		}
		return text.toString();
	}

	private void table(Scenario scenario, StringBuilder text) {
		Map<Peer, List<Figures>> turns = this.figures.get(scenario);
		Map<Peer, Figures> rows = new EnumMap<>(Peer.class);
		Set<Measure> columns = new TreeSet<>();
		turns.keySet().forEach((peer) -> {
			rows.put(peer, summary(scenario, peer));
			columns.addAll(rows.get(peer).values().keySet());
		});
		text.append("| server |");
		columns.forEach((
				column) -> text.append(' ').append(column.heading()).append(column.isCompared() ? " | ratio |" : " |"));
		text.append("\n|---|");
		columns.forEach((column) -> text.append(column.isCompared() ? "---:|---:|" : "---:|"));
		text.append('\n');
		List<Figures> first = turns.values().iterator().next();
		rows.forEach((peer, row) -> {
			text.append("| ").append(peer).append(" |");
			for (Measure column : columns) {
				text.append(' ').append(column.format(row.get(column))).append(" |");
				if (column.isCompared()) {
					text.append(' ').append(ratio(column, turns.get(peer), first)).append(" |");
				}
			}
			text.append('\n');
		});
	}

	/**
	 * The median, and the least and the greatest where there are enough to say so.
	 */
	private static String ratio(Measure column, List<Figures> turns, List<Figures> first) {
		double[] sorted = IntStream.range(0, Math.min(turns.size(), first.size()))
			.mapToDouble((turn) -> turns.get(turn).get(column) / first.get(turn).get(column))
			.filter((ratio) -> !Double.isNaN(ratio))
			.sorted()
			.toArray();
		if (sorted.length == 0) {
			return "n/a";
		}
		String median = String.format(Locale.ROOT, "**%.2f**", column.summarise(sorted));
		return (turns == first || sorted.length < 3) ? median
				: median + String.format(Locale.ROOT, " (%.2f to %.2f)", sorted[0], sorted[sorted.length - 1]);
	}

}
