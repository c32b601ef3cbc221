package dev.taskstream.autoconfigure;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStarted;
import dev.taskstream.sse.MultiplexedStreamController;
import dev.taskstream.sse.TaskController;
import dev.taskstream.sse.TaskListController;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * {@link RuntimeHintsRegistrar} for the types that are written as JSON and the scripts of
 * the page. An application must register the parameters and results of its own tasks.
 */
final class TaskstreamRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), TaskStarted.class,
				ProgressUpdate.class, TaskCompleted.class, TaskFailed.class, TaskInfo.class, TaskStartResponse.class,
				InvalidTaskParametersException.Violation.class, ProblemDetail.class, ProblemDetailJacksonMixin.class);
		// The controllers are not beans
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, TaskController.class,
				MultiplexedStreamController.class, TaskListController.class);
		hints.resources()
			.registerPattern("META-INF/resources/taskstream/**")
			.registerPattern("dev/taskstream/actuate/console*")
			.registerPattern("dev/taskstream/redis/*.lua");
	}

}
