package dev.taskstream;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The response of a controller that has started a task.
 *
 * @param taskId the task's id, a random UUID (version 4)
 * @param streamUrl the path, including the context path, of {@code GET
 * /api/tasks/{taskId}/stream}
 */
@JsonPropertyOrder({ "taskId", "streamUrl" })
public record TaskStartResponse(@JsonProperty("taskId") UUID taskId, @JsonProperty("streamUrl") String streamUrl) {

}
