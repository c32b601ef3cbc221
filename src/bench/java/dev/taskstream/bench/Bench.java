package dev.taskstream.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.taskstream.bench.Server.Container;

/**
 * Measures servers side by side and prints a table in Markdown.
 */
public final class Bench {

	private final Options options;

	private final List<Row> rows;

	private final Results results = new Results();

	private Bench(Options options) {
		this.options = options;
		this.rows = Row.all(options).stream().filter((row) -> options.wants(row.name())).toList();
	}

	/**
	 * Run all rounds.
	 * @param args see {@link Options}
	 * @throws Exception if a server does not start
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("http.maxConnections", "100"); // for the clients of ChurnRun
		Options options = Options.parse(args);
		Bench bench = new Bench(options);
		String about = about(options);
		for (int round = 1; round <= options.rounds(); round++) {
			System.err.println("Round " + round + " of " + options.rounds());
			bench.round();
		}
		String text = about + bench.results.table();
		System.out.println(text);
		Files.writeString(ServerProcess.OUTPUT.resolve("load.md"), text);
	}

	private static String about(Options options) {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		return "Java " + Runtime.version() + ", " + system.getAvailableProcessors() + " processors, " + system.getName()
				+ ' ' + system.getVersion() + ", load average before " + system.getSystemLoadAverage() + ", " + options
				+ "\n\n";
	}

	private void round() throws IOException, InterruptedException {
		List<Row> warm = this.rows.stream().filter(Row::isWarm).toList();
		for (Container container : warm.isEmpty() ? List.<Container>of() : this.options.containers()) {
			try (ServerProcess ours = startWarm(Server.TASKSTREAM, container);
					ServerProcess other = startWarm(Server.HAND_WRITTEN, container)) {
				Map<Server, ServerProcess> servers = Map.of(Server.TASKSTREAM, ours, Server.HAND_WRITTEN, other);
				for (Row row : warm) {
					takeTurns(row, container, this.options.turns(), servers);
				}
			}
		}
		for (Row row : this.rows) {
			for (Container container : row.containers()) {
				takeTurns(row, container, row.starts(), Map.of());
			}
		}
	}

	private ServerProcess startWarm(Server server, Container container) throws IOException, InterruptedException {
		ServerProcess process = ServerProcess.start(server, container, this.options);
		for (Row.Run run : Row.warmUp(this.options)) {
			run.on(process);
		}
		return process;
	}

	/**
	 * Let the servers take turns, which follow each other within seconds. The order
	 * changes from turn to turn, so that no server is always the second.
	 */
	private void takeTurns(Row row, Container container, int turns, Map<Server, ServerProcess> warm)
			throws InterruptedException {
		String name = row.name() + " on " + container;
		List<Server> order = new ArrayList<>(row.servers());
		for (int turn = 0; turn < turns; turn++) {
			Map<Server, Map<Measure, Double>> figures = new EnumMap<>(Server.class);
			try {
				for (Server server : order) {
					ServerProcess process = warm.get(server);
					figures.put(server, (process != null) ? row.run().on(process) : runFresh(row, server, container));
					System.err.println(name + ", " + server + " " + figures.get(server));
				}
				this.results.add(name, row.servers().stream().map(figures::get).toList());
			}
			catch (IOException ex) {
				this.results.addFailure(name + ": " + ex.getMessage());
			}
			Collections.reverse(order);
		}
	}

	private Map<Measure, Double> runFresh(Row row, Server server, Container container)
			throws IOException, InterruptedException {
		try (ServerProcess process = ServerProcess.start(server, container, this.options)) {
			return row.run().on(process);
		}
	}

}
