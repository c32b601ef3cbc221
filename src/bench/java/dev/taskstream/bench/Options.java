package dev.taskstream.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param factor by what to multiply the number of streams
 * @param time by what to multiply the length of paced runs
 * @param rounds how often to run everything; the tables show medians
 * @param turns how often the servers take turns in each scenario of a round
 * @param heap the servers' greatest heap
 * @param peers the servers to measure, the first for comparison
 * @param scenarios the names of the scenarios to run; empty for all
 * @param properties further properties of all servers
 */
record Options(double factor, double time, int rounds, int turns, String heap, Set<Peer> peers, List<String> scenarios,
		List<String> properties) {

	static Options parse(String[] args) {
		Arguments given = new Arguments(args);
		Options options = new Options(Double.parseDouble(given.take("--factor", "1")),
				Double.parseDouble(given.take("--time", "1")), Integer.parseInt(given.take("--rounds", "3")),
				Integer.parseInt(given.take("--turns", "1")), given.take("--heap", "1g"),
				peers(given.take("--servers", "hand-written,taskstream,taskstream-slim,taskstream-jetty")),
				given.takeAll("--scenarios").stream().flatMap((names) -> Arrays.stream(names.split(","))).toList(),
				given.takeAll("--property"));
		given.rejectOthers();
		return options;
	}

	private static Set<Peer> peers(String names) {
		Set<Peer> peers = EnumSet.noneOf(Peer.class);
		Arrays.stream(names.split(","))
			.forEach((name) -> peers.add(Peer.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))));
		return peers;
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

	/**
	 * Names with values, of which those that nobody takes are mistakes.
	 */
	private static final class Arguments {

		private final Map<String, List<String>> values = new LinkedHashMap<>();

		private Arguments(String[] args) {
			for (int i = 0; i < args.length; i += 2) {
				if (i + 1 == args.length) {
					throw new IllegalArgumentException("There is no value for " + args[i]);
				}
				this.values.computeIfAbsent(args[i], (name) -> new ArrayList<>()).add(args[i + 1]);
			}
		}

		private String take(String name, String usual) {
			List<String> given = takeAll(name);
			return given.isEmpty() ? usual : given.get(given.size() - 1);
		}

		private List<String> takeAll(String name) {
			List<String> given = this.values.remove(name);
			return (given != null) ? given : List.of();
		}

		private void rejectOthers() {
			if (!this.values.isEmpty()) {
				throw new IllegalArgumentException("There is no option " + this.values.keySet().iterator().next());
			}
		}

	}

}
