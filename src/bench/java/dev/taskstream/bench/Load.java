package dev.taskstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Measures the servers side by side and prints tables in Markdown.
 */
public final class Load {

	private Load() {
	}

	/**
	 * Runs all rounds.
	 * @param args see {@link Options}
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Options options = Options.parse(args);
		List<Scenario> scenarios = Scenarios.ALL.stream().filter(options::wants).toList();
		Bench bench = new Bench(options);
		for (int round = 1; round <= options.rounds(); round++) {
			System.err.println("Round " + round + " of " + options.rounds());
			bench.round(scenarios);
		}
		String text = about(options) + bench.results().tables();
		System.out.println(text);
		Files.createDirectories(Output.DIRECTORY);
		Files.writeString(Output.DIRECTORY.resolve("load.md"), text);
	}

	private static String about(Options options) {
		return "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
				+ System.getProperty("os.name") + " " + System.getProperty("os.version") + ", servers with -Xmx"
				+ options.heap() + ", medians of " + options.rounds() + " rounds of " + options.turns()
				+ " turns, streams times " + options.factor() + ", time times " + options.time() + "\n";
	}

}
