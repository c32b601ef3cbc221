package dev.taskstream.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * docs/operations.md names the meters as Prometheus shows them.
 */
class PrometheusNamesTests {

	private static final Pattern SHOWN = Pattern.compile("(?m)^(taskstream_\\w+)[{ ]");

	private static final Pattern DOCUMENTED = Pattern.compile("`(_\\w+|taskstream_\\w+)`");

	private final TaskEngine engine = Engines.engine(1, 1);

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Test
	void theTableHasTheNamesOfAScrape() throws IOException {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		new TaskMetrics(this.engine).bindTo(registry);
		new StreamMetrics(new OpenStreams(1, 0), new StreamCounters()).bindTo(registry);
		this.engine.service().start(Engines.quick("quick"));
		await().until(() -> registry.find("taskstream.tasks").timer() != null);

		Set<String> shown = SHOWN.matcher(registry.scrape())
			.results()
			.map((name) -> name.group(1))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(shown).isEqualTo(documented());
	}

	private static Set<String> documented() throws IOException {
		Set<String> names = new TreeSet<>();
		String first = "";
		for (String row : Files.readAllLines(Path.of("docs", "operations.md"))) {
			if (!row.startsWith("| `taskstream.")) {
				continue;
			}
			for (String name : DOCUMENTED.matcher(row.split("\\|")[2]).results().map((one) -> one.group(1)).toList()) {
				first = name.startsWith("_") ? first : name;
				names.add(name.startsWith("_") ? first.replaceFirst("_count$", "") + name : name);
			}
		}
		return names;
	}

}
