package dev.taskstream;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * A final {@link TaskEvent} appended when a task has returned normally.
 *
 * @param taskId the task's id
 * @param timestamp the time of the event
 * @param result the result as one line of JSON; {@code null} for a {@code null} result
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "type", "taskId", "timestamp", "result" })
public record TaskCompleted(@JsonProperty("taskId") UUID taskId,
		@JsonProperty("timestamp") @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TaskEvent.TIMESTAMP,
				timezone = "UTC") Instant timestamp,
		@JsonProperty("result") @JsonRawValue @Nullable String result) implements TaskEvent {

	@Override
	@JsonProperty("type")
	public String type() {
		return "task_completed";
	}

}
