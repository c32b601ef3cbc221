package dev.taskstream;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.taskstream.InvalidTaskParametersException.Violation;
import dev.taskstream.test.RecordingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * The small promises of the vocabulary.
 */
class VocabularyTests {

	private static final UUID ID = UUID.randomUUID();

	private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

	@ParameterizedTest
	@EnumSource
	void allStatesButTheFirstTwoAreFinal(TaskStatus status) {
		assertThat(status.isFinal()).isEqualTo(status.ordinal() >= 2);
	}

	@Test
	void aStoryEndsWithACompletionOrAFailureOnly() {
		assertThat(new TaskStarted(ID, AT, "Import").isFinal()).isFalse();
		assertThat(new ProgressUpdate(ID, AT, "Row", 1.0).isFinal()).isFalse();
		assertThat(new TaskCompleted(ID, AT, null).isFinal()).isTrue();
		assertThat(new TaskFailed(ID, AT, TaskStatus.FAILED, new TaskError("code", "message")).isFinal()).isTrue();
	}

	@Test
	void aTaskIsNamedAfterItsClass() {
		BaseTask<Void, Void> anonymous = new Named() {
		};

		assertThat(new Named().name()).isEqualTo("Named");
		assertThat(anonymous.name()).isEqualTo("Task");
		assertThat(new Named().timeout()).isNull();
	}

	@Test
	void aTaskIsMadeOfAFunction() throws Exception {
		BaseTask<Void, Integer> task = BaseTask.of("Count rows", (progress) -> 42);

		assertThat(task.name()).isEqualTo("Count rows");
		assertThat(task.timeout()).isNull();
		assertThat(new TaskCall<>(task, null).run(new RecordingProgress())).isEqualTo(42);
		assertThatNullPointerException().isThrownBy(() -> BaseTask.of(null, (progress) -> 42))
			.withMessage("name must not be null");
		assertThatNullPointerException().isThrownBy(() -> BaseTask.of("Count rows", null))
			.withMessage("work must not be null");
	}

	@Test
	void aHiddenClassDoesNotShowItsName() throws Exception {
		try (InputStream bytes = Named.class.getResourceAsStream("VocabularyTests$Named.class")) {
			Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), true).lookupClass();

			assertThat(((BaseTask<?, ?>) hidden.getDeclaredConstructor().newInstance()).name()).isEqualTo("Task");
		}
	}

	@Test
	void tasksMadeOfFunctionsAreOfOneKindIfTheyHaveOneName() {
		assertThat(kind(BaseTask.of("Import", (progress) -> 1))).isEqualTo(kind(BaseTask.of("Import", (progress) -> 2)))
			.isNotEqualTo(kind(BaseTask.of("Export", (progress) -> 1)));
		assertThat(kind(new Named())).isEqualTo(kind(new Named())).isNotEqualTo(kind(new Named() {
		}));
	}

	private static Object kind(BaseTask<Void, ?> task) {
		return new TaskCall<>(task, null).kind();
	}

	@Test
	void aTaskThatBelongsToSomebodyAnswersOnlyThem() {
		TaskAccessPolicy policy = TaskAccessPolicy.ownerOnly();
		TaskInfo task = new TaskInfo(ID, "Import", TaskStatus.RUNNING, null, null, AT, AT, null, null, null);

		assertThat(policy.permits(task, null, null)).isTrue();
		assertThat(policy.permits(task, null, () -> "bob")).isTrue();
		assertThat(policy.permits(task, "alice", () -> "alice")).isTrue();
		assertThat(policy.permits(task, "alice", () -> "bob")).isFalse();
		assertThat(policy.permits(task, "alice", null)).isFalse();
	}

	@Test
	void aTaskExceptionHasCodeMessageAndMaybeACause() {
		Exception cause = new Exception();

		assertThat(new TaskException("code", "message").code()).isEqualTo("code");
		assertThat(new TaskException("code", "message", cause)).hasMessage("message").hasCause(cause);
		assertThatNullPointerException().isThrownBy(() -> new TaskException(null, "message"))
			.withMessage("code must not be null");
		assertThatNullPointerException().isThrownBy(() -> new TaskException("code", null))
			.withMessage("message must not be null");
	}

	@Test
	void aRejectionNamesEveryViolation() {
		assertThat(new InvalidTaskParametersException(
				List.of(new Violation("city", "must not be blank"), new Violation("pieces", "must be positive"))))
			.hasMessage("Invalid task parameters: city must not be blank, pieces must be positive");
	}

	static class Named extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void params, ProgressHandle progress) {
			return params;
		}

	}

}
