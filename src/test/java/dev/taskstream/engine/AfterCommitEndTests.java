package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The ends of tasks while they wait for a transaction, which may never complete.
 */
class AfterCommitEndTests {

	private static final StartOptions AFTER_COMMIT = StartOptions.create().afterCommit();

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.queueCapacity = 0;
		options.queueTimeout = Duration.ofMinutes(2);
	});

	private final TestTransactions transactions = new TestTransactions();

	private final TransactionTemplate transaction = new TransactionTemplate(this.transactions);

	private final Gate ran = new Gate();

	@AfterEach
	void close() {
		this.test.close();
	}

	private UUID start() {
		return this.test.tasks.start(ScriptedTask.of((progress) -> {
			this.ran.open();
			return null;
		}), null, AFTER_COMMIT).taskId();
	}

	private void assertThatItNeverRan(UUID id) {
		TaskInfo info = this.test.info(id);
		assertThat(info.status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(info.startedAt()).isNull();
		// The only worker is free, and has nothing else to do before this one
		this.test.awaitEnd(this.test.start((progress) -> null));
		assertThat(this.ran.isOpen()).isFalse();
	}

	@Test
	void aTaskThatWaitsForItsTransactionCanBeCancelled() {
		UUID id = this.transaction.execute((status) -> {
			UUID started = start();
			assertThat(this.test.tasks.cancel(started)).isTrue();
			this.test.awaitEnd(this.test.start((progress) -> null));
			return started;
		});

		assertThat(this.test.info(id).error()).isEqualTo(new TaskError("cancelled", "The task was cancelled."));
		assertThatItNeverRan(id);
	}

	@Test
	void aStopEndsATaskThatWaitsForItsTransaction() {
		UUID id = this.transaction.execute((status) -> {
			UUID started = start();
			this.test.engine.refuse();
			this.test.engine.endAll();
			return started;
		});

		assertThat(this.test.info(id).error().code()).isEqualTo("shutting_down");
		this.test.engine.open();
		assertThatItNeverRan(id);
	}

	@Test
	void aTaskThatWasAcceptedBeforeTheStopRunsInTheGracePeriod() throws InterruptedException {
		UUID id = this.transaction.execute((status) -> {
			UUID started = start();
			this.test.engine.refuse();
			return started;
		});
		this.test.engine.awaitEnds(Duration.ofSeconds(20));

		assertThat(this.test.info(id).status()).isEqualTo(TaskStatus.COMPLETED);
	}

	@Test
	void theQueueTimeoutEndsATaskWhoseTransactionNeverCompletes() {
		TransactionStatus endless = this.transactions.getTransaction(new DefaultTransactionDefinition());
		UUID id = start();

		this.test.scheduler.advance(Duration.ofMinutes(2).minusNanos(1));
		assertThat(this.test.info(id).status()).isEqualTo(TaskStatus.PENDING);
		this.test.scheduler.advance(Duration.ofNanos(1));

		assertThat(this.test.info(id).error().code()).isEqualTo("queue_timeout");
		assertThatItNeverRan(id);
		this.transactions.commit(endless);
		assertThatItNeverRan(id);
	}

	@Test
	void aRollbackSaysNothingOfATaskThatWasRefused() {
		List<TaskInfo> ended = new ArrayList<>();
		this.test.engine.addListener(new TaskListener() {

			@Override
			public void ended(TaskInfo task) {
				ended.add(task);
			}

			@Override
			public void rejected() {
			}

		});

		UUID accepted = this.transaction.execute((status) -> {
			UUID started = start();
			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(this::start);
			status.setRollbackOnly();
			return started;
		});

		assertThat(ended).extracting(TaskInfo::taskId).containsExactly(accepted);
	}

	@Test
	void aCommitThatFindsNoWorkersFailsTheTask() {
		UUID id = this.transaction.execute((status) -> {
			UUID started = start();
			this.test.workers.shutdown();
			return started;
		});

		assertThat(this.test.info(id).error()).isEqualTo(new TaskError("task_failed", "The task failed."));
	}

}
