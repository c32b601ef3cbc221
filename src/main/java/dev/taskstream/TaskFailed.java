package dev.taskstream;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A final {@link TaskEvent} appended when a task has failed, was cancelled or has timed
 * out.
 *
 * @param taskId the task's id
 * @param timestamp the time of the event
 * @param status {@link TaskStatus#FAILED}, {@link TaskStatus#CANCELLED} or
 * {@link TaskStatus#TIMED_OUT}
 * @param error the reason
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "type", "taskId", "timestamp", "status", "error" })
public record TaskFailed(@JsonProperty("taskId") UUID taskId,
		@JsonProperty("timestamp") @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TaskEvent.TIMESTAMP,
				timezone = "UTC") Instant timestamp,
		@JsonProperty("status") TaskStatus status, @JsonProperty("error") TaskError error) implements TaskEvent {

	@Override
	@JsonProperty("type")
	public String type() {
		return "task_failed";
	}

}
