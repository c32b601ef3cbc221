package dev.taskstream.engine;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.task.TaskDecorator;

/**
 * The collaborators that an engine takes from the application.
 *
 * @param decorator decorates the execution of every task
 * @param interceptor wraps the execution of every task, inside the decorator
 * @param threadReset clears what frameworks keep in thread-locals of the calling thread
 * @param mapper writes results with the application's settings
 * @param validator validates parameters, or {@code null} for no validation
 * @param owner supplies the name of the principal that the calling thread acts for, if
 * any
 * @param streamUrls maps a task's id to the URL of its stream
 * @param events publishes an application event, and calls its listeners
 * @param claims decides about keys that are shared with other engines
 */
public record EngineEnvironment(TaskDecorator decorator, RunInterceptor interceptor, Runnable threadReset,
		JsonMapper mapper, @Nullable Validator validator, Supplier<@Nullable String> owner,
		Function<UUID, String> streamUrls, Consumer<Object> events, KeyClaims claims) {

}
