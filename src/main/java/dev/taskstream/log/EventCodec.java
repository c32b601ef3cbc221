package dev.taskstream.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A codec for the {@code data} of an event's frame.
 * <p>
 * The data is one line of JSON as the events' Jackson annotations describe it, in which
 * {@code <}, {@code >}, {@code &}, U+0085, U+2028 and U+2029 are escaped: no common line
 * reader splits it, and it is safe in a page's markup.
 */
public final class EventCodec {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(TaskEvent.TIMESTAMP)
		.withZone(ZoneOffset.UTC);

	private static final JsonFactory ESCAPING = JsonFactory.builder().characterEscapes(new MarkupEscapes()).build();

	private static final JsonFactory PLAIN = new JsonFactory();

	private EventCodec() {
	}

	/**
	 * Write an event.
	 * @param event the event, whose texts and result are well-formed
	 * @return one line of JSON in UTF-8
	 */
	public static byte[] encode(TaskEvent event) {
		ByteArrayOutputStream data = new ByteArrayOutputStream(256);
		try (JsonGenerator json = ESCAPING.createGenerator(ObjectWriteContext.empty(), data)) {
			json.writeStartObject();
			json.writeStringProperty("type", event.type());
			json.writeStringProperty("taskId", event.taskId().toString());
			json.writeStringProperty("timestamp", TIMESTAMP.format(event.timestamp()));
			writeDetails(event, json);
			json.writeEndObject();
		}
		return data.toByteArray();
	}

	private static void writeDetails(TaskEvent event, JsonGenerator json) {
		if (event instanceof TaskStarted started) {
			json.writeStringProperty("name", started.name());
		}
		else if (event instanceof ProgressUpdate update) {
			json.writeName("text").writeString(update.text());
			json.writeName("value");
			if (update.value() != null) {
				json.writeNumber(update.value());
			}
			else {
				json.writeNull();
			}
		}
		else if (event instanceof TaskCompleted completed) {
			json.writeName("result");
			copy((completed.result() != null) ? completed.result() : "null", json);
		}
		else if (event instanceof TaskFailed failed) {
			json.writeStringProperty("status", failed.status().name());
			json.writeObjectPropertyStart("error");
			json.writeStringProperty("code", failed.error().code());
			json.writeStringProperty("message", failed.error().message());
			json.writeEndObject();
		}
	}

	private static void copy(String value, JsonGenerator target) {
		try (JsonParser parser = PLAIN.createParser(ObjectReadContext.empty(), value)) {
			if (parser.nextToken() == null) {
				throw new IllegalArgumentException("There is no JSON value");
			}
			target.copyCurrentStructureExact(parser);
			if (parser.nextToken() != null) {
				throw new IllegalArgumentException("There is more than one JSON value");
			}
		}
	}

	/**
	 * Return a JSON value on one line.
	 * @param value JSON that an application has written
	 * @return the same value without white space between its tokens
	 * @throws RuntimeException if it is not exactly one JSON value
	 */
	public static String compact(String value) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
		try (JsonGenerator json = PLAIN.createGenerator(ObjectWriteContext.empty(), bytes)) {
			copy(value, json);
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Return a JSON value as it was before it was escaped for a frame.
	 */
	private static @Nullable String compactOrNull(@Nullable String value) {
		return (value != null) ? compact(value) : null;
	}

	/**
	 * Read an event.
	 * @param data the output of {@link #encode}, possibly of another version; unknown
	 * members are skipped
	 * @return the event
	 * @throws RuntimeException if the data is not an event
	 */
	public static TaskEvent decode(byte[] data) {
		Map<String, @Nullable String> members = new HashMap<>();
		try (JsonParser json = PLAIN.createParser(ObjectReadContext.empty(), data)) {
			json.nextToken();
			readMembers(json, data, members);
		}
		UUID taskId = UUID.fromString(required(members, "taskId"));
		Instant timestamp = Instant.parse(required(members, "timestamp"));
		String type = required(members, "type");
		return switch (type) {
			case "task_started" -> new TaskStarted(taskId, timestamp, required(members, "name"));
			case "progress_update" ->
				new ProgressUpdate(taskId, timestamp, members.get("text"), number(members.get("value")));
			case "task_completed" -> new TaskCompleted(taskId, timestamp, compactOrNull(members.get("result")));
			case "task_failed" -> new TaskFailed(taskId, timestamp, TaskStatus.valueOf(required(members, "status")),
					new TaskError(required(members, "code"), required(members, "message")));
			default -> throw new IllegalArgumentException("An event of the type " + type + " is unknown");
		};
	}

	/**
	 * Collect the members of an event and of its error, whose names differ.
	 */
	private static void readMembers(JsonParser json, byte[] data, Map<String, @Nullable String> members) {
		while (json.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = json.currentName();
			JsonToken value = json.nextToken();
			if (name.equals("error") && value == JsonToken.START_OBJECT) {
				readMembers(json, data, members);
			}
			else if (name.equals("result") && value != JsonToken.VALUE_NULL) {
				members.put(name, raw(json, data));
			}
			else if (value.isStructStart()) {
				json.skipChildren();
			}
			else {
				members.put(name, (value != JsonToken.VALUE_NULL) ? json.getString() : null);
			}
		}
	}

	private static String raw(JsonParser json, byte[] data) {
		int start = (int) json.currentTokenLocation().getByteOffset();
		json.skipChildren();
		json.finishToken();
		int end = (int) json.currentLocation().getByteOffset();
		return new String(data, start, end - start, StandardCharsets.UTF_8);
	}

	private static String required(Map<String, @Nullable String> members, String name) {
		return Objects.requireNonNull(members.get(name), () -> "The event has no " + name);
	}

	private static @Nullable Double number(@Nullable String value) {
		return (value != null) ? Double.valueOf(value) : null;
	}

}
