package dev.taskstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The reason why a task did not complete.
 *
 * @param code {@code task_failed}, {@code cancelled}, {@code queue_timeout},
 * {@code timed_out}, {@code stalled}, {@code shutting_down},
 * {@code result_not_serializable}, or the code of the {@link TaskException} that the task
 * threw
 * @param message a sentence for users
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "code", "message" })
public record TaskError(@JsonProperty("code") String code, @JsonProperty("message") String message) {

}
