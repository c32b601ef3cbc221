package dev.taskstream.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The figures of all rounds, and their tables: medians, the worst of what must not
 * happen, and beside what is compared its ratio to the first server's.
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
		Map<Peer, Figures> rows = new EnumMap<>(Peer.class);
		Set<Measure> columns = new TreeSet<>();
		this.figures.get(scenario).keySet().forEach((peer) -> {
			rows.put(peer, summary(scenario, peer));
			columns.addAll(rows.get(peer).values().keySet());
		});
		text.append("| server |");
		columns.forEach((
				column) -> text.append(' ').append(column.heading()).append(column.isCompared() ? " | ratio |" : " |"));
		text.append("\n|---|");
		columns.forEach((column) -> text.append(column.isCompared() ? "---:|---:|" : "---:|"));
		text.append('\n');
		Figures first = rows.values().iterator().next();
		rows.forEach((peer, row) -> {
			text.append("| ").append(peer).append(" |");
			columns.forEach((column) -> cell(column, row, first, text));
			text.append('\n');
		});
	}

	private static void cell(Measure column, Figures row, Figures first, StringBuilder text) {
		text.append(' ').append(column.format(row.get(column))).append(" |");
		if (column.isCompared()) {
			double ratio = row.get(column) / first.get(column);
			text.append(Double.isNaN(ratio) ? " n/a |" : String.format(Locale.ROOT, " **%.2f** |", ratio));
		}
	}

}
