package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static List<JsonNode> properties() throws IOException {
		List<JsonNode> properties = new ArrayList<>();
		// The class path has the metadata of others too; ours lies beside our classes
		String base = TaskstreamProperties.class.getProtectionDomain().getCodeSource().getLocation().toString();
		try (InputStream metadata = new URL(base + "META-INF/spring-configuration-metadata.json").openStream()) {
			JsonMapper.builder().build().readTree(metadata).get("properties").forEach(properties::add);
		}
		return properties;
	}

	@Test
	void everyPropertyIsDescribed() throws IOException {
		assertThat(properties()).hasSizeGreaterThanOrEqualTo(14).allSatisfy((property) -> {
			assertThat(property.path("description").asString("")).as(property.get("name").asString()).isNotBlank();
		});
	}

	@Test
	void everyPropertyOfTheContractIsThere() throws IOException {
		assertThat(properties()).extracting((property) -> property.get("name").asString())
			.contains("taskstream.retention", "taskstream.max-finished", "taskstream.max-finished-size",
					"taskstream.max-result-size", "taskstream.timeout", "taskstream.error-messages",
					"taskstream.shutdown-grace", "taskstream.shutdown-timeout", "taskstream.executor.pool-size",
					"taskstream.executor.queue-capacity", "taskstream.stream.history", "taskstream.stream.max-streams",
					"taskstream.stream.keep-alive", "taskstream.stream.stall-timeout", "taskstream.stream.flush-window",
					"taskstream.cors.allowed-origins");
	}

}
