package dev.taskstream;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A {@link TaskEvent} appended when a worker has started a task.
 *
 * @param taskId the task's id
 * @param timestamp the time of the event
 * @param name the name of its {@link BaseTask}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "type", "taskId", "timestamp", "name" })
public record TaskStarted(
		@JsonProperty("taskId") UUID taskId, @JsonProperty("timestamp") @JsonFormat(shape = JsonFormat.Shape.STRING,
				pattern = TaskEvent.TIMESTAMP, timezone = "UTC") Instant timestamp,
		@JsonProperty("name") String name) implements TaskEvent {

	@Override
	@JsonProperty("type")
	public String type() {
		return "task_started";
	}

}
