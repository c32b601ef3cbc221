package dev.taskstream.scenario;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The description in {@code docs/openapi.yaml}.
 */
final class OpenApi {

	private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

	private final Map<String, Object> document;

	OpenApi() throws IOException {
		try (Reader reader = Files.newBufferedReader(Path.of("docs", "openapi.yaml"))) {
			this.document = new Yaml().load(reader);
		}
	}

	/**
	 * Every documented answer, such as {@code GET /api/tasks 200}.
	 */
	Set<String> answers() {
		Set<String> answers = new TreeSet<>();
		map(this.document, "paths").forEach((path, operations) -> METHODS.forEach((method) -> {
			Map<String, Object> operation = map(asMap(operations), method);
			map(operation, "responses").keySet().forEach((status) -> answers.add(name(method, path, status)));
		}));
		return answers;
	}

	static String name(String method, String path, Object status) {
		return method.toUpperCase(Locale.ROOT) + " " + path + " " + status;
	}

	/**
	 * The content of an answer by content type.
	 */
	Map<String, Object> content(String method, String path, int status) {
		Map<String, Object> operation = map(map(map(this.document, "paths"), path), method.toLowerCase(Locale.ROOT));
		Object response = map(operation, "responses").get(String.valueOf(status));
		assertThat(response).as(name(method, path, status) + " is documented").isNotNull();
		return map(resolve(response), "content");
	}

	Map<String, Object> schema(String name) {
		return map(map(map(this.document, "components"), "schemas"), name);
	}

	/**
	 * Fails unless JSON has exactly the members of a schema, of the right types.
	 */
	void check(JsonNode json, Object schemaOrReference) {
		Map<String, Object> schema = resolve(schemaOrReference);
		if (schema.get("oneOf") instanceof List<?> alternatives) {
			check(json, alternatives.get(json.isNull() ? 1 : 0));
			return;
		}
		Object type = schema.get("type");
		if (type != null) {
			assertThat((type instanceof List<?> types) ? types : List.of(type)).as("type of %s", json)
				.anyMatch((one) -> isOf(json, one));
		}
		if (schema.get("enum") instanceof List<?> values) {
			assertThat(values).asInstanceOf(InstanceOfAssertFactories.LIST).contains(json.stringValue());
		}
		if (json.isArray()) {
			json.forEach((item) -> check(item, Objects.requireNonNull(schema.get("items"))));
		}
		Map<String, Object> properties = map(schema, "properties");
		if (json.isObject() && !properties.isEmpty()) {
			assertThat(json.propertyNames()).containsExactlyInAnyOrderElementsOf(properties.keySet());
			assertThat(schema.get("required")).as("required").isEqualTo(List.copyOf(properties.keySet()));
			properties.forEach((name, property) -> check(json.get(name), property));
		}
	}

	private static boolean isOf(JsonNode json, Object type) {
		return switch (String.valueOf(type)) {
			case "object" -> json.isObject();
			case "array" -> json.isArray();
			case "string" -> json.isString();
			case "integer" -> json.isIntegralNumber();
			case "number" -> json.isNumber();
			case "null" -> json.isNull();
			default -> false;
		};
	}

	private Map<String, Object> resolve(Object schemaOrReference) {
		Map<String, Object> node = asMap(schemaOrReference);
		if (!(node.get("$ref") instanceof String reference)) {
			return node;
		}
		Map<String, Object> target = this.document;
		for (String step : reference.substring("#/".length()).split("/")) {
			target = map(target, step);
		}
		assertThat(target).as(reference).isNotEmpty();
		return target;
	}

	private static Map<String, Object> map(Map<String, Object> node, String member) {
		return node.containsKey(member) ? asMap(node.get(member)) : Map.of();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> asMap(Object node) {
		return (Map<String, Object>) node;
	}

}
