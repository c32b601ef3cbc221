package dev.taskstream.test;

import java.time.Instant;
import java.util.UUID;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes events of the lines of a stream, as the specification of {@code EventSource} has
 * it.
 */
final class EventReader {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private long id;

	private @Nullable String data;

	/**
	 * Takes the next line.
	 * @return the event that it ends, if any
	 */
	@Nullable LoggedEvent read(String line) {
		if (line.isEmpty()) {
			String complete = this.data;
			this.data = null;
			return (complete != null) ? LoggedEvent.of(this.id, this.id, parse(MAPPER.readTree(complete))) : null;
		}
		if (line.startsWith("id: ")) {
			this.id = Long.parseLong(line.substring("id: ".length()));
		}
		else if (line.startsWith("data: ")) {
			this.data = line.substring("data: ".length());
		}
		return null;
	}

	private static TaskEvent parse(JsonNode json) {
		UUID taskId = UUID.fromString(json.get("taskId").asString());
		Instant at = Instant.parse(json.get("timestamp").asString());
		String type = json.get("type").asString();
		return switch (type) {
			case "task_started" -> new TaskStarted(taskId, at, json.get("name").asString());
			case "progress_update" -> new ProgressUpdate(taskId, at, text(json.get("text")),
					json.get("value").isNull() ? null : json.get("value").asDouble());
			case "task_completed" -> new TaskCompleted(taskId, at, raw(json.get("result")));
			case "task_failed" ->
				new TaskFailed(taskId, at, TaskStatus.valueOf(json.get("status").asString()), error(json.get("error")));
			default -> throw new IllegalStateException("An event of the type " + type + " is unknown");
		};
	}

	private static TaskError error(JsonNode json) {
		return new TaskError(json.get("code").asString(), json.get("message").asString());
	}

	private static @Nullable String text(JsonNode json) {
		return json.isNull() ? null : json.asString();
	}

	private static @Nullable String raw(JsonNode json) {
		return json.isNull() ? null : json.toString();
	}

}
