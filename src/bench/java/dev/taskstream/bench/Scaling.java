package dev.taskstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Measures how the cost of a delivered event grows, and prints tables and plots.
 */
public final class Scaling {

	/** As many as a log keeps: more would be superseded rather than delivered. */
	private static final int[] EVENTS = { 75, 300, 1200 };

	private static final int[] WATCHERS = { 10, 100, 1000 };

	private static final int[] TEXTS = { 64, 1024, 16 * 1024 };

	private static final List<Dimension> DIMENSIONS = List.of(
			new Dimension("events", "events, as fast as possible to 1,000 watchers", EVENTS,
					(events) -> Scenario.flatOut("events-" + events, "", 1000, events)),
			new Dimension("watchers", "watchers of one task with 50 events/s", WATCHERS,
					(watchers) -> Scenario.paced("watchers-" + watchers, "", 1, watchers, 200, 50)),
			new Dimension("text", "bytes of text, 50 events/s to 100 watchers", TEXTS,
					(text) -> Scenario.paced("text-" + text, "", 1, 100, 200, 50).withText(text)));

	private Scaling() {
	}

	/**
	 * Runs all rounds.
	 * @param args see {@link Options}
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Options options = Options.parse(args);
		Bench bench = new Bench(options);
		List<Scenario> scenarios = DIMENSIONS.stream().flatMap((dimension) -> dimension.scenarios().stream()).toList();
		for (int round = 1; round <= options.rounds(); round++) {
			System.err.println("Round " + round + " of " + options.rounds());
			bench.round(scenarios);
		}
		StringBuilder tables = new StringBuilder();
		for (Dimension dimension : DIMENSIONS) {
			List<Plot.Series> lines = options.peers()
				.stream()
				.map((peer) -> new Plot.Series(peer.toString(), dimension.costs(bench.results(), peer)))
				.toList();
			Plot plot = new Plot("Server CPU, µs per delivered event", dimension.axis(), dimension.points(), lines);
			Files.writeString(Output.DIRECTORY.resolve("scaling-" + dimension.name() + ".svg"), plot.svg());
			tables.append(plot.table()).append('\n');
		}
		System.out.println(tables);
		Files.writeString(Output.DIRECTORY.resolve("scaling.md"), tables);
	}

	/**
	 * What is varied while all else stays.
	 */
	private record Dimension(String name, String axis, int[] points, IntFunction<Scenario> scenario) {

		List<Scenario> scenarios() {
			return Arrays.stream(this.points).mapToObj(this.scenario).toList();
		}

		double[] costs(Results results, Peer peer) {
			return scenarios().stream()
				.mapToDouble((point) -> results.summary(point, peer).get(Measure.CPU_PER_EVENT))
				.toArray();
		}

	}

}
