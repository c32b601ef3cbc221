package dev.taskstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.taskstream.BaseTask;
import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.InvalidTaskParametersException.Violation;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Starting tasks and asking for them.
 */
class TaskEngineTests {

	@Test
	void aTaskIsStartedUnderARandomIdAndSaysWhereToWatch() {
		try (TestEngine test = TestEngine.create()) {
			TaskStartResponse response = test.tasks.start(ScriptedTask.returning(null), null);

			assertThat(response.taskId().version()).isEqualTo(4);
			assertThat(response.streamUrl()).isEqualTo("/watch/" + response.taskId());
		}
	}

	@Test
	void aTaskRunsAndCompletesWithItsResult() {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.start((progress) -> {
				progress.report("Row 40", 0.4);
				return List.of(1, 2);
			});

			TaskInfo info = test.awaitEnd(id);
			assertThat(info.name()).isEqualTo("Scripted");
			assertThat(info.status()).isEqualTo(TaskStatus.COMPLETED);
			assertThat(info.text()).isEqualTo("Row 40");
			assertThat(info.value()).isEqualTo(0.4);
			assertThat(info.result()).isEqualTo("[1,2]");
			assertThat(info.error()).isNull();
			assertThat(test.types(id)).containsExactly("task_started", "progress_update", "task_completed");
		}
	}

	@Test
	void aTaskWithoutParametersIsStartedWithoutAny() {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.tasks.start(new Nothing()).taskId();

			TaskInfo info = test.awaitEnd(id);
			assertThat(info.name()).isEqualTo("Nothing");
			assertThat(info.status()).isEqualTo(TaskStatus.COMPLETED);
			assertThat(info.result()).isNull();
		}
	}

	@Test
	void parametersReachTheTask() {
		try (TestEngine test = TestEngine.create()) {
			UUID id = test.tasks.start(new Echo(), new Order("tea", new Address("Graz"), 3)).taskId();

			assertThat(test.awaitEnd(id).result()).contains("\"tea\"", "\"Graz\"");
		}
	}

	@Test
	void violationsNameEachFieldInOrderAndNothingIsStarted() {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory();
				TestEngine test = TestEngine.create((options) -> {
					options.validator = factory.getValidator();
					options.poolSize = 1;
					options.queueCapacity = 0;
				})) {
			Echo echo = new Echo();

			assertThatExceptionOfType(InvalidTaskParametersException.class)
				.isThrownBy(() -> test.tasks.start(echo, new Order("tea", new Address(" "), 0)))
				.satisfies((ex) -> {
					assertThat(ex.violations()).extracting(Violation::field).containsExactly("address.city", "pieces");
					assertThat(ex.violations()).extracting(Violation::message)
						.containsExactly("must not be blank", "must be greater than or equal to 1");
				})
				.withMessage("Invalid task parameters: address.city must not be blank, "
						+ "pieces must be greater than or equal to 1");
			test.awaitEnd(test.tasks.start(echo, new Order("tea", new Address("Graz"), 1)).taskId());
		}
	}

	@Test
	void aMissingTaskIsRefused() {
		try (TestEngine test = TestEngine.create()) {
			assertThatNullPointerException().isThrownBy(() -> test.tasks.start(null, null))
				.withMessage("task must not be null");
		}
	}

	@Test
	void aNegativeTimeoutIsRefused() {
		try (TestEngine test = TestEngine.create()) {
			ScriptedTask task = ScriptedTask.returning(null).withTimeout(Duration.ofSeconds(-1));

			assertThatIllegalArgumentException().isThrownBy(() -> test.start(task))
				.withMessage("The timeout of task Scripted must not be negative, but is PT-1S");
		}
	}

	@Test
	void aTaskBelongsToWhoStartedIt() {
		try (TestEngine test = TestEngine.create((options) -> options.owner = "alice")) {
			UUID id = test.start((progress) -> null);

			assertThat(test.tasks.log(id).orElseThrow().owner()).isEqualTo("alice");
		}
	}

	@Test
	void unknownTasksAreNowhere() {
		try (TestEngine test = TestEngine.create()) {
			UUID unknown = UUID.randomUUID();

			assertThat(test.tasks.find(unknown)).isEmpty();
			assertThat(test.tasks.log(unknown)).isEmpty();
			assertThat(test.tasks.cancel(unknown)).isFalse();
			assertThat(test.tasks.remove(unknown)).isFalse();
		}
	}

	@Test
	void theTaskIdIsInTheLogContextWhileTheTaskRunsAndNotAfter() {
		List<Optional<String>> around = new CopyOnWriteArrayList<>();
		try (TestEngine test = TestEngine.create((options) -> options.decorator = (work) -> () -> {
			around.add(Optional.ofNullable(MDC.get("taskId")));
			work.run();
			around.add(Optional.ofNullable(MDC.get("taskId")));
		})) {
			UUID id = test.start((progress) -> MDC.get("taskId"));

			assertThat(test.awaitEnd(id).result()).isEqualTo("\"" + id + "\"");
			Awaitility.await().until(() -> around.size() == 2);
			assertThat(around).containsOnly(Optional.empty());
		}
	}

	@Test
	void theDecoratorSurroundsTheRunAndIsAppliedOnTheStartingThread() {
		ThreadLocal<String> context = new ThreadLocal<>();
		try (TestEngine test = TestEngine.create((options) -> options.decorator = (work) -> {
			String captured = context.get();
			return () -> {
				context.set(captured);
				work.run();
				context.remove();
			};
		})) {
			context.set("caller");
			UUID id = test.start((progress) -> context.get());

			assertThat(test.awaitEnd(id).result()).isEqualTo("\"caller\"");
		}
		finally {
			context.remove();
		}
	}

	record Address(@NotBlank String city) {

	}

	record Order(String item, @Valid Address address, @Min(1) int pieces) {

	}

	static final class Echo extends BaseTask<Order, Order> {

		@Override
		protected Order execute(Order params, ProgressHandle progress) {
			return params;
		}

	}

	static final class Nothing extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void params, ProgressHandle progress) {
			return params;
		}

	}

}
