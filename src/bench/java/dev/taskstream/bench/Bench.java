package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs scenarios against one server after another. Whatever goes wrong with one of them
 * is said and leaves a hole in the table.
 */
final class Bench {

	private final Options options;

	private final Results results = new Results();

	Bench(Options options) {
		this.options = options;
	}

	/**
	 * One round: every server in turn.
	 */
	void round(List<Scenario> scenarios) throws InterruptedException {
		Map<Boolean, List<Scenario>> alone = scenarios.stream().collect(Collectors.partitioningBy(Scenario::isAlone));
		for (Peer peer : this.options.peers()) {
			onOneServer(peer, alone.get(false), List.of());
			for (Scenario scenario : alone.get(true)) {
				onOneServer(peer, List.of(scenario), scenario.properties());
			}
		}
	}

	private void onOneServer(Peer peer, List<Scenario> scenarios, List<String> properties) throws InterruptedException {
		if (scenarios.isEmpty()) {
			return;
		}
		try (ServerProcess server = ServerProcess.start(peer, this.options, properties)) {
			if (scenarios.get(0).kind() != Scenario.Kind.IDLE) {
				for (Scenario warmUp : Scenarios.WARM_UP) {
					run(warmUp, server);
				}
			}
			for (Scenario scenario : scenarios) {
				measure(scenario, peer, server);
			}
		}
		catch (IOException ex) {
			scenarios.forEach((scenario) -> this.results.add(scenario, peer, Figures.failed()));
			say(peer + ": " + ex.getMessage());
		}
	}

	private void measure(Scenario scenario, Peer peer, ServerProcess server) {
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
