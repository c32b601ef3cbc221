package dev.taskstream.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param factor by what to multiply the number of streams
 * @param time by what to multiply the length of paced runs
 * @param rounds how often to run everything; the tables show medians
 * @param heap the servers' greatest heap
 * @param peers the servers to measure, the first for comparison
 * @param scenarios the names of the scenarios to run; empty for all
 * @param properties further properties of all servers
 */
record Options(double factor, double time, int rounds, String heap, Set<Peer> peers, List<String> scenarios,
		List<String> properties) {

	static Options parse(String[] args) {
		Options options = new Options(1, 1, 3, "1g", EnumSet.range(Peer.HAND_WRITTEN, Peer.TASKSTREAM_JETTY), List.of(),
				List.of());
		for (int i = 0; i < args.length; i += 2) {
			if (i + 1 == args.length) {
				throw new IllegalArgumentException("There is no value for " + args[i]);
			}
			options = options.with(args[i], args[i + 1]);
		}
		return options;
	}

	private Options with(String name, String value) {
		return switch (name) {
			case "--factor" -> new Options(Double.parseDouble(value), this.time, this.rounds, this.heap, this.peers,
					this.scenarios, this.properties);
			case "--time" -> new Options(this.factor, Double.parseDouble(value), this.rounds, this.heap, this.peers,
					this.scenarios, this.properties);
			case "--rounds" -> new Options(this.factor, this.time, Integer.parseInt(value), this.heap, this.peers,
					this.scenarios, this.properties);
			case "--heap" ->
				new Options(this.factor, this.time, this.rounds, value, this.peers, this.scenarios, this.properties);
			case "--servers" -> new Options(this.factor, this.time, this.rounds, this.heap, peers(value),
					this.scenarios, this.properties);
			case "--scenarios" -> new Options(this.factor, this.time, this.rounds, this.heap, this.peers,
					List.of(value.split(",")), this.properties);
			case "--property" -> new Options(this.factor, this.time, this.rounds, this.heap, this.peers, this.scenarios,
					plus(this.properties, value));
			default -> throw new IllegalArgumentException("There is no option " + name);
		};
	}

	private static Set<Peer> peers(String names) {
		Set<Peer> peers = EnumSet.noneOf(Peer.class);
		Arrays.stream(names.split(","))
			.forEach((name) -> peers.add(Peer.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))));
		return peers;
	}

	private static List<String> plus(List<String> list, String one) {
		List<String> longer = new ArrayList<>(list);
		longer.add(one);
		return longer;
	}

	/**
	 * So many streams, scaled.
	 */
	int streams(int count) {
		return (int) Math.max(1, Math.round(count * this.factor));
	}

	boolean wants(Scenario scenario) {
		return this.scenarios.isEmpty() || this.scenarios.contains(scenario.name());
	}

}
