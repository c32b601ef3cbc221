package dev.taskstream;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskEvent} appended when a task has reported. It carries the whole progress,
 * so that a client needs only the newest one.
 *
 * @param taskId the task's id
 * @param timestamp the time of the event
 * @param text the newest text, {@code null} until one was reported
 * @param value the newest value from 0.0 to 1.0, {@code null} until one was reported
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "type", "taskId", "timestamp", "text", "value" })
public record ProgressUpdate(@JsonProperty("taskId") UUID taskId,
		@JsonProperty("timestamp") @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TaskEvent.TIMESTAMP,
				timezone = "UTC") Instant timestamp,
		@JsonProperty("text") @Nullable String text,
		@JsonProperty("value") @Nullable Double value) implements TaskEvent {

	@Override
	@JsonProperty("type")
	public String type() {
		return "progress_update";
	}

}
