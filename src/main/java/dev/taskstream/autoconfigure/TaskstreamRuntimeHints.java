package dev.taskstream.autoconfigure;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStarted;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * What is reached by reflection or by name: the types that become JSON and the page's
 * scripts. Parameters and results of tasks are the application's to register.
 */
final class TaskstreamRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), TaskStarted.class,
				ProgressUpdate.class, TaskCompleted.class, TaskFailed.class, TaskInfo.class, TaskStartResponse.class,
				InvalidTaskParametersException.Violation.class, ProblemDetail.class, ProblemDetailJacksonMixin.class);
		hints.resources().registerPattern("META-INF/resources/taskstream/**");
	}

}
