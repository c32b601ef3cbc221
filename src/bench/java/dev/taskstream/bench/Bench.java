package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Runs scenarios against servers in turn. Whatever goes wrong with one of them is said
 * and leaves a hole in the table.
 */
final class Bench {

	private final Options options;

	private final Results results = new Results();

	Bench(Options options) {
		this.options = options;
	}

	/**
	 * One round. In every scenario the servers have their turn one right after the other:
	 * what a machine has to spare changes from one minute to the next.
	 */
	void round(List<Scenario> scenarios) throws InterruptedException {
		Map<Boolean, List<Scenario>> alone = scenarios.stream().collect(Collectors.partitioningBy(Scenario::isAlone));
		onWarmServers(alone.get(false));
		for (Scenario scenario : alone.get(true)) {
			for (Peer peer : this.options.peers()) {
				try (ServerProcess server = start(peer, scenario.kind() != Scenario.Kind.IDLE, scenario.properties())) {
					measure(scenario, peer, server);
				}
			}
		}
	}

	private void onWarmServers(List<Scenario> scenarios) throws InterruptedException {
		if (scenarios.isEmpty()) {
			return;
		}
		Map<Peer, @Nullable ServerProcess> servers = new LinkedHashMap<>();
		try {
			for (Peer peer : this.options.peers()) {
				servers.put(peer, start(peer, true, List.of()));
			}
			for (Scenario scenario : scenarios) {
				takeTurns(scenario, servers);
			}
		}
		finally {
			for (ServerProcess server : servers.values()) {
				close(server);
			}
		}
	}

	/**
	 * The order changes from turn to turn, so that nobody is always the one who comes
	 * after the others.
	 */
	private void takeTurns(Scenario scenario, Map<Peer, @Nullable ServerProcess> servers) {
		List<Peer> order = new ArrayList<>(servers.keySet());
		for (int turn = 0; turn < this.options.turns(); turn++) {
			order.forEach((peer) -> measure(scenario, peer, servers.get(peer)));
			Collections.reverse(order);
		}
	}

	/**
	 * Starts a server and warms it up.
	 * @return null if that fails
	 */
	private @Nullable ServerProcess start(Peer peer, boolean warm, List<String> properties)
			throws InterruptedException {
		ServerProcess server = null;
		try {
			server = ServerProcess.start(peer, this.options, properties);
			for (Scenario warmUp : warm ? Scenarios.WARM_UP : List.<Scenario>of()) {
				run(warmUp, server);
			}
			return server;
		}
		catch (IOException ex) {
			say(peer + ": " + ex.getMessage());
			close(server);
			return null;
		}
	}

	private static void close(@Nullable ServerProcess server) throws InterruptedException {
		if (server != null) {
			server.close();
		}
	}

	private void measure(Scenario scenario, Peer peer, @Nullable ServerProcess server) {
		if (server == null) {
			this.results.add(scenario, peer, Figures.failed());
			return;
		}
		try {
			Figures figures = run(scenario.scaled(this.options), server);
			this.results.add(scenario, peer, figures);
			say(peer + " " + scenario.name() + " " + figures.values());
		}
		catch (IOException ex) {
			this.results.add(scenario, peer, Figures.failed());
			say(peer + " " + scenario.name() + " failed: " + ex.getMessage());
		}
	}

	private Figures run(Scenario scenario, ServerProcess server) throws IOException {
		return switch (scenario.kind()) {
			case STREAMS -> StreamRun.run(scenario, server);
			case IDLE -> IdleRun.run(scenario, server);
			case CHURN -> ChurnRun.run(scenario, server,
					Duration.ofMillis((long) (Scenarios.CHURN_SECONDS * 1000 * this.options.time())));
		};
	}

	Results results() {
		return this.results;
	}

	private static void say(String line) {
		System.err.println(line);
	}

}
