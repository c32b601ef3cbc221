package dev.taskstream.autoconfigure;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStarted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

class TaskstreamRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	TaskstreamRuntimeHintsTests() {
		new TaskstreamRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@ParameterizedTest
	@ValueSource(classes = { TaskStarted.class, ProgressUpdate.class, TaskCompleted.class, TaskFailed.class,
			TaskInfo.class, TaskError.class, TaskStartResponse.class, InvalidTaskParametersException.Violation.class })
	void recordsCanBeWrittenAsJson(Class<?> type) throws NoSuchMethodException {
		for (var component : type.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.accepts(this.hints);
		}
	}

	@Test
	void theTypeOfAnEventCanBeWritten() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(TaskStarted.class.getMethod("type")))
			.accepts(this.hints);
	}

	@Test
	void problemsCanBeWrittenAsJson() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(ProblemDetail.class.getMethod("getTitle")))
			.accepts(this.hints);
	}

	@Test
	void thePagesScriptsAreResources() {
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/resources/taskstream/taskstream.js"))
			.accepts(this.hints);
	}

	@Test
	void theConsoleIsAResource() {
		assertThat(RuntimeHintsPredicates.resource().forResource("dev/taskstream/actuate/console.html"))
			.accepts(this.hints);
	}

	@Test
	void theAutoConfigurationRegistersThem() {
		assertThat(TaskstreamAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
			.contains(TaskstreamRuntimeHints.class);
	}

}
