package dev.taskstream.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was measured in one run, or what stands for several.
 */
record Figures(Map<Measure, Double> values) {

	Figures() {
		this(new EnumMap<>(Measure.class));
	}

	Figures with(Measure measure, double value) {
		this.values.put(measure, value);
		return this;
	}

	double get(Measure measure) {
		return this.values.getOrDefault(measure, Double.NaN);
	}

	static Figures failed() {
		return new Figures().with(Measure.FAILED, 1);
	}

	static Figures summary(List<Figures> rounds) {
		Set<Measure> measures = new TreeSet<>();
		rounds.forEach((round) -> measures.addAll(round.values.keySet()));
		Figures summary = new Figures();
		for (Measure measure : measures) {
			double[] sorted = rounds.stream()
				.mapToDouble((round) -> round.get(measure))
				.filter((value) -> !Double.isNaN(value))
				.sorted()
				.toArray();
			summary.with(measure, measure.summarise(sorted));
		}
		return summary;
	}

}
