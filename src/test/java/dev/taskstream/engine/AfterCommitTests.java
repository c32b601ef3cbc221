package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tasks that wait for the transaction that starts them.
 */
class AfterCommitTests {

	private static final StartOptions AFTER_COMMIT = StartOptions.create().afterCommit();

	private static final TaskError ROLLED_BACK = new TaskError("rolled_back",
			"The transaction that started the task was rolled back.");

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.queueCapacity = 0;
	});

	private final TestTransactions transactions = new TestTransactions();

	private final TransactionTemplate transaction = new TransactionTemplate(this.transactions);

	private final Gate ran = new Gate();

	private final ScriptedTask task = ScriptedTask.of((progress) -> {
		this.ran.open();
		return null;
	});

	@AfterEach
	void close() {
		this.test.close();
	}

	private UUID start() {
		return this.test.tasks.start(this.task, null, AFTER_COMMIT).taskId();
	}

	private TransactionTemplate with(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setPropagationBehavior(propagation);
		return template;
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
	void aTaskIsKnownAtOnceAndRunsAfterTheCommit() {
		UUID id = this.transaction.execute((status) -> {
			UUID started = start();
			assertThat(this.test.info(started).status()).isEqualTo(TaskStatus.PENDING);
			assertThat(this.ran.isOpen()).isFalse();
			assertThat(this.test.workers.getActiveCount()).isZero();
			return started;
		});

		assertThat(this.test.awaitEnd(id).status()).isEqualTo(TaskStatus.COMPLETED);
		assertThat(this.ran.isOpen()).isTrue();
	}

	@Test
	void thePlaceIsTakenAtOnce() {
		this.transaction.executeWithoutResult((status) -> {
			start();
			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(this::start);
		});
	}

	@Test
	void aRollbackEndsTheTaskWithoutRunningIt() {
		UUID id = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return start();
		});

		assertThat(this.test.info(id).error()).isEqualTo(ROLLED_BACK);
		assertThatItNeverRan(id);
	}

	@Test
	void aCommitWithoutAKnownOutcomeCountsAsARollback() {
		AtomicReference<UUID> id = new AtomicReference<>();
		TransactionTemplate failing = new TransactionTemplate(new TestTransactions().failOnCommit());

		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> failing.executeWithoutResult((status) -> id.set(start())));

		assertThat(this.test.info(id.get()).error()).isEqualTo(ROLLED_BACK);
		assertThatItNeverRan(id.get());
	}

	@Test
	void aNestedTransactionThatIsRolledBackAloneTakesItsTaskWithIt() {
		UUID id = this.transaction
			.execute((outer) -> with(TransactionDefinition.PROPAGATION_NESTED).execute((inner) -> {
				inner.setRollbackOnly();
				return start();
			}));

		assertThat(this.test.info(id).error()).isEqualTo(ROLLED_BACK);
		assertThatItNeverRan(id);
	}

	@Test
	void aNestedTransactionThatIsRolledBackLeavesAnEarlierTaskAlone() {
		UUID id = this.transaction.execute((outer) -> {
			UUID started = start();
			with(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((inner) -> inner.setRollbackOnly());
			assertThat(this.test.info(started).status()).isEqualTo(TaskStatus.PENDING);
			return started;
		});

		assertThat(this.test.awaitEnd(id).status()).isEqualTo(TaskStatus.COMPLETED);
	}

	@Test
	void aTaskWaitsForItsOwnTransactionAndNotForOneInBetween() {
		UUID id = this.transaction.execute((outer) -> {
			UUID started = start();
			with(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((inner) -> {
			});
			assertThat(this.test.info(started).status()).isEqualTo(TaskStatus.PENDING);
			return started;
		});

		this.test.awaitEnd(id);
	}

	@Test
	void withoutATransactionItIsAnOrdinaryStart() {
		this.test.awaitEnd(start());
		this.test.awaitEnd(with(TransactionDefinition.PROPAGATION_SUPPORTS).execute((status) -> {
			UUID id = start();
			this.test.awaitEnd(id);
			return id;
		}));
	}

	@Test
	void aTransactionDelaysOnlyTheTasksThatAskForIt() {
		this.transaction.executeWithoutResult((status) -> this.test.awaitEnd(this.test.start(this.task)));
	}

	@Test
	void theTimeoutCountsFromTheExecution() throws InterruptedException {
		Gate mayGoOn = new Gate();
		ScriptedTask limited = ScriptedTask.of((progress) -> {
			this.ran.open();
			mayGoOn.pass();
			return null;
		}).withTimeout(Duration.ofMinutes(1));
		UUID id = this.transaction.execute((status) -> {
			UUID started = this.test.tasks.start(limited, null, AFTER_COMMIT).taskId();
			this.test.scheduler.advance(Duration.ofMinutes(5));
			return started;
		});

		this.ran.pass();
		this.test.scheduler.advance(Duration.ofMinutes(1).minusNanos(1));
		assertThat(this.test.info(id).status()).isEqualTo(TaskStatus.RUNNING);
		this.test.scheduler.advance(Duration.ofNanos(1));
		assertThat(this.test.info(id).status()).isEqualTo(TaskStatus.TIMED_OUT);
	}

	@Test
	void aKeyIsHeldWhileItsTaskWaitsForTheTransaction() {
		StartOptions options = AFTER_COMMIT.key("import-42");
		UUID first = this.transaction.execute((status) -> {
			UUID started = this.test.tasks.start(this.task, null, options).taskId();
			assertThat(this.test.tasks.start(this.task, null, options).taskId()).isEqualTo(started);
			status.setRollbackOnly();
			return started;
		});

		assertThat(this.test.info(first).error()).isEqualTo(ROLLED_BACK);
		assertThat(this.test.tasks.start(this.task, null, options).taskId()).isNotEqualTo(first);
	}

	@Test
	void aTransactionThatStartedMoreThanThereWasRoomForHasNoEffectOnWhatWasRefused() {
		UUID id = this.transaction.execute((status) -> {
			UUID started = start();
			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(this::start);
			return started;
		});

		this.test.awaitEnd(id);
		assertThat(this.test.engine.findAll()).hasSize(1);
	}

}
