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
 * A snapshot of a task. Its JSON has every member, {@code null} where there is no value
 * yet, independently of the application's Jackson settings.
 *
 * @param taskId the task's id
 * @param name the name of its {@link BaseTask}
 * @param status its status
 * @param text the newest reported text
 * @param value the newest reported value, from 0.0 to 1.0
 * @param createdAt when it was accepted
 * @param startedAt when a worker started it
 * @param finishedAt when it ended
 * @param result the result as the line of JSON that was written at completion;
 * {@code null} before that and for a {@code null} result
 * @param error the reason why it did not complete
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "taskId", "name", "status", "text", "value", "createdAt", "startedAt", "finishedAt", "result",
		"error" })
public record TaskInfo(@JsonProperty("taskId") UUID taskId, @JsonProperty("name") String name,
		@JsonProperty("status") TaskStatus status, @JsonProperty("text") @Nullable String text,
		@JsonProperty("value") @Nullable Double value,
		@JsonProperty("createdAt") @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TaskEvent.TIMESTAMP,
				timezone = "UTC") Instant createdAt,
		@JsonProperty("startedAt") @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TaskEvent.TIMESTAMP,
				timezone = "UTC") @Nullable Instant startedAt,
		@JsonProperty("finishedAt") @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TaskEvent.TIMESTAMP,
				timezone = "UTC") @Nullable Instant finishedAt,
		@JsonProperty("result") @JsonRawValue @Nullable String result,
		@JsonProperty("error") @Nullable TaskError error) {

}
