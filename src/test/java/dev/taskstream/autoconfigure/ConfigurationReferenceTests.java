package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/configuration.md} what the metadata says. With
 * {@code -Dtaskstream.docs.write=true} it writes the page instead.
 */
class ConfigurationReferenceTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Path PAGE = Path.of("docs/configuration.md");

	private static final String TOP = """
			# Configuration reference

			Every property of Taskstream. This page is generated from the metadata that IDEs complete from; after
			a change of a property write it anew with
			`./mvnw test -Dtest=ConfigurationReferenceTests -Dtaskstream.docs.write=true`.

			Durations are written as `30s`, `10m`, `1h`; sizes as `64KB`. A value that makes no sense stops the
			application at its start, with a message that names the property.

			| property | type | default | meaning |
			|---|---|---|---|
			""";

	@Test
	void everyPropertyIsDescribed() throws IOException {
		assertThat(properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString(""))
				.as(property.path("name").asString())
				.isNotBlank());
	}

	@Test
	void thePageIsWhatTheMetadataSays() throws IOException {
		String page = TOP + properties().stream().map(ConfigurationReferenceTests::row).collect(Collectors.joining());
		if (Boolean.getBoolean("taskstream.docs.write")) {
			Files.createDirectories(PAGE.getParent());
			Files.writeString(PAGE, page);
		}

		assertThat(PAGE).as("write it with -Dtaskstream.docs.write=true").hasContent(page);
	}

	private static List<JsonNode> properties() throws IOException {
		JsonNode metadata = JsonMapper.shared().readTree(Files.readString(METADATA));
		return StreamSupport.stream(metadata.get("properties").spliterator(), false)
			.filter((property) -> property.path("name").asString().startsWith("taskstream."))
			.sorted(Comparator.comparing((JsonNode property) -> property.path("name").asString()))
			.toList();
	}

	private static String row(JsonNode property) {
		String value = property.path("defaultValue").asString("");
		return "| `%s` | %s | %s | %s |%n".formatted(property.path("name").asString(),
				type(property.path("type").asString()), value.isEmpty() ? "" : "`" + value + "`",
				StringUtils.capitalize(property.path("description").asString("")).replace("|", "\\|"));
	}

	/**
	 * What the last segment of a type's name says: Duration, Integer, ErrorMessages.
	 */
	private static String type(String name) {
		if (name.startsWith("java.util.List")) {
			return "list";
		}
		String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
		return switch (simple) {
			case "Integer", "Long" -> "number";
			case "DataSize" -> "size";
			case "ErrorMessages" -> "`all` or `task-exceptions-only`";
			case "Relay" -> "`none` or `redis`";
			default -> simple.toLowerCase(Locale.ROOT);
		};
	}

}
