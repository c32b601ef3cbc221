package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Starts that fail in the executor or the scheduler: nothing is left of them.
 */
class StartFailureTests {

	private static final Runnable NOTHING = () -> {
	};

	private static final Runnable FAILURE = () -> {
		throw new NoClassDefFoundError("executor");
	};

	private Runnable beforeExecution = NOTHING;

	private Runnable beforeSchedule = NOTHING;

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.queueCapacity = 0;
		options.queueTimeout = Duration.ofMinutes(2);
		options.workers = TestWorkers.create(1, 0, () -> this.beforeExecution.run());
	});

	@AfterEach
	void close() {
		this.test.close();
	}

	private UUID start(StartOptions options) {
		return this.test.tasks.start(ScriptedTask.returning(42), null, options).taskId();
	}

	private void assertThatNothingIsLeft() {
		assertThat(this.test.scheduler.pending()).as("timers").isZero();
		this.beforeExecution = NOTHING;
		assertThat(this.test.awaitEnd(start(StartOptions.create())).status()).as("with the only place")
			.isEqualTo(TaskStatus.COMPLETED);
	}

	@Test
	void aStartThatFailsInTheExecutorIsTakenBack() {
		this.beforeExecution = FAILURE;

		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> start(StartOptions.create()));

		assertThat(this.test.engine.findAll()).isEmpty();
		assertThatNothingIsLeft();
	}

	@Test
	void aStartThatFailsInTheSchedulerIsTakenBack() {
		ManualScheduler refusing = new ManualScheduler(this.test.clock) {

			@Override
			public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
				StartFailureTests.this.beforeSchedule.run();
				return super.schedule(command, delay, unit);
			}

		};
		try (TestEngine limited = TestEngine.create((options) -> {
			options.poolSize = 1;
			options.queueCapacity = 0;
			options.queueTimeout = Duration.ofMinutes(2);
			options.scheduler = refusing;
		})) {
			this.beforeSchedule = () -> {
				throw new RejectedExecutionException("shut down");
			};
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> limited.start((progress) -> null));
			assertThat(limited.engine.findAll()).isEmpty();

			this.beforeSchedule = NOTHING;
			assertThat(limited.awaitEnd(limited.start((progress) -> null)).status()).isEqualTo(TaskStatus.COMPLETED);
		}
	}

	@Test
	void aTaskWhoseCommitFailsInTheExecutorFails() {
		UUID id = new TransactionTemplate(new TestTransactions()).execute((status) -> {
			UUID started = start(StartOptions.create().afterCommit());
			this.beforeExecution = FAILURE;
			return started;
		});

		assertThat(this.test.info(id).status()).isEqualTo(TaskStatus.FAILED);
		assertThatNothingIsLeft();
	}

	@Test
	void aTaskThatIsCancelledBeforeItRunsLeavesNoTimer() {
		new TransactionTemplate(new TestTransactions()).executeWithoutResult((status) -> {
			UUID id = start(StartOptions.create().afterCommit());
			assertThat(this.test.scheduler.pending()).isOne();
			assertThat(this.test.tasks.cancel(id)).isTrue();
			assertThatNothingIsLeft();
		});
	}

}
