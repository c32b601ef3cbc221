package dev.taskstream.engine;

import java.util.UUID;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A double click is one task.
 */
class KeyTests {

	private static final StartOptions KEY = StartOptions.create().key("import-42");

	private final Gate mayGoOn = new Gate();

	private final ScriptedTask waiting = ScriptedTask.of((progress) -> {
		this.mayGoOn.passStubbornly();
		return null;
	});

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.queueCapacity = 1;
	});

	@AfterEach
	void close() {
		this.mayGoOn.open();
		this.test.close();
	}

	private UUID start(StartOptions options) {
		return this.test.tasks.start(this.waiting, null, options).taskId();
	}

	private void awaitFreePlace() {
		this.test.awaitEnd(this.test.start((progress) -> null));
	}

	@Test
	void aSecondStartAnswersWithTheFirstEvenIfThereIsNoRoomForAnother() {
		TaskStartResponse running = this.test.tasks.start(this.waiting, null, KEY);
		TaskStartResponse queued = this.test.tasks.start(this.waiting, null, StartOptions.create().key("import-43"));

		assertThat(this.test.tasks.start(this.waiting, null, KEY)).isEqualTo(running);
		assertThat(this.test.tasks.start(this.waiting, null, StartOptions.create().key("import-43"))).isEqualTo(queued);
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> start(StartOptions.create().key("import-44")));
	}

	@Test
	void aSecondStartTakesNoPlace() {
		start(KEY);
		start(KEY);

		assertThat(this.test.engine.findAll()).hasSize(1);
		assertThat(start(StartOptions.create())).as("the place in the queue").isNotNull();
	}

	@Test
	void theKeyOfAnotherOwnerIsAnotherKey() {
		UUID first = start(KEY);

		assertThat(start(KEY.owner("alice"))).isNotEqualTo(first);
	}

	@Test
	void theKeyOfAnotherTaskIsAnotherKey() {
		UUID first = start(KEY);
		BaseTask<Void, Void> other = BaseTask.of("Other", (progress) -> null);

		assertThat(this.test.tasks.start(other, null, KEY).taskId()).isNotEqualTo(first);
	}

	@Test
	void theKeyIsFreeHoweverTheTaskEnds() {
		UUID cancelled = start(KEY);
		this.test.tasks.cancel(cancelled);
		UUID next = start(KEY);
		assertThat(next).isNotEqualTo(cancelled);

		this.mayGoOn.open();
		assertThat(this.test.awaitEnd(next).status()).isEqualTo(TaskStatus.COMPLETED);
		awaitFreePlace();
		UUID failed = this.test.tasks.start(ScriptedTask.of((progress) -> {
			throw new IllegalStateException();
		}), null, KEY).taskId();
		assertThat(failed).isNotEqualTo(next);
		this.test.awaitEnd(failed);
		awaitFreePlace();

		assertThat(start(KEY)).isNotEqualTo(failed);
	}

	@Test
	void aStartThatIsNotAcceptedLeavesItsKeyFree() {
		UUID first = start(StartOptions.create());
		UUID second = start(StartOptions.create());
		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> start(KEY));

		this.test.tasks.cancel(second);
		UUID accepted = start(KEY);

		assertThat(accepted).isNotIn(first, second);
		assertThat(this.test.info(accepted).status().isFinal()).isFalse();
	}

	@Test
	void aTaskInItsGracePeriodIsStillAnsweredWith() {
		UUID running = start(KEY);
		this.test.engine.refuse();

		assertThat(start(KEY)).isEqualTo(running);
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> start(StartOptions.create().key("import-43")));
	}

	@Test
	void aSecondStartIsValidatedLikeAnyOther() {
		start(KEY);

		assertThatExceptionOfType(NullPointerException.class)
			.isThrownBy(() -> this.test.tasks.start(this.waiting, null, null))
			.withMessage("options must not be null");
	}

	@Test
	void nothingIsLeftOfAKeyAfterItsTask() {
		KeyedRuns keys = new KeyedRuns();
		TaskRun run = run(new RunKey("kind", null, "key"));
		TaskRun later = run(new RunKey("kind", null, "key"));

		assertThat(keys.admit(run, () -> {
		})).isSameAs(run);
		assertThat(keys.admit(later, () -> {
			throw new AssertionError("admitted");
		})).isSameAs(run);
		run.cancel();
		assertThat(keys.admit(later, () -> {
		})).isSameAs(later);
		RunBook book = new RunBook(new TaskRegistry(new Retention(1, 1)), keys, new Lingering(this.test.scheduler),
				new TaskListeners(), KeyClaims.UNSHARED);
		book.ended(run);
		assertThat(keys.size()).isEqualTo(1);
		book.ended(later);
		assertThat(keys.size()).isZero();
	}

	private TaskRun run(RunKey key) {
		return TestRuns.create(this.test.scheduler, this.test.clock, key);
	}

	@Test
	void theOwnerThatMattersIsTheTasks() {
		UUID first = start(KEY.owner("alice"));

		assertThat(start(KEY.owner("alice"))).isEqualTo(first);
		TaskInfo info = this.test.tasks.findByOwner("alice").get(0);
		assertThat(info.taskId()).isEqualTo(first);
	}

}
