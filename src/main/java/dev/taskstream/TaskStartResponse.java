package dev.taskstream;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a controller returns after it started a task.
 *
 * @param taskId the task's id, a random UUID (version 4)
 * @param streamUrl where to watch it: the path, context path included, of {@code GET
 * /api/tasks/{taskId}/stream}
 */
@JsonPropertyOrder({ "taskId", "streamUrl" })
public record TaskStartResponse(@JsonProperty("taskId") UUID taskId, @JsonProperty("streamUrl") String streamUrl) {

}
