package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WhenEndedTests {

	private final ExecutorService listeners = Executors
		.newCachedThreadPool((work) -> new Thread(work, "test-listener"));

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.listeners = this.listeners;
	});

	private final Gate mayGoOn = new Gate();

	@AfterEach
	void close() {
		this.mayGoOn.open();
		this.test.close();
		this.listeners.shutdownNow();
	}

	private UUID startWaiting() {
		return this.test.start((progress) -> {
			this.mayGoOn.pass();
			return 42;
		});
	}

	@Test
	void theFutureCompletesEvenIfTheStackOverflowsWhileTheEndIsRecorded() {
		SettableClock clock = new SettableClock(Instant.EPOCH);
		TaskRun run = TestRuns.create(new ManualScheduler(clock), clock, null, new TestRuns.SilentObserver() {

			@Override
			public void ended(TaskRun ended) {
				throw new StackOverflowError();
			}

		});

		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(run::cancel);

		assertThat(run.ended()).isDone();
	}

	@Test
	void theFutureCompletesWithTheEndWhateverItIs() {
		CompletableFuture<TaskInfo> completed = this.test.tasks.whenEnded(startWaiting());
		UUID queued = startWaiting();
		CompletableFuture<TaskInfo> cancelled = this.test.tasks.whenEnded(queued);
		CompletableFuture<TaskInfo> failed = this.test.tasks.whenEnded(this.test.start((progress) -> {
			throw new IllegalStateException();
		}));
		assertThat(completed).isNotDone();

		this.test.tasks.cancel(queued);
		this.mayGoOn.open();

		assertThat(cancelled.join().status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(completed.join().result()).isEqualTo("42");
		assertThat(failed.join().status()).isEqualTo(TaskStatus.FAILED);
	}

	@Test
	void aTaskThatHasEndedIsAnsweredAtOnce() {
		UUID id = this.test.start((progress) -> null);
		this.test.awaitEnd(id);

		assertThat(this.test.tasks.whenEnded(id).join()).isEqualTo(this.test.info(id));
	}

	@Test
	void aTaskThatIsNotKnownFailsTheFuture() {
		UUID unknown = UUID.randomUUID();

		assertThat(this.test.tasks.whenEnded(unknown)).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withCauseInstanceOf(NoSuchElementException.class)
			.withMessageContaining(unknown.toString());
	}

	@Test
	void whatFollowsMayBlockWithoutHoldingUpATask() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(3);
		Gate forever = new Gate();
		List<UUID> ids = List.of(startWaiting(), startWaiting(), startWaiting());
		ids.forEach((id) -> this.test.tasks.whenEnded(id).thenAccept((info) -> {
			assertThat(Thread.currentThread().getName()).isEqualTo("test-listener");
			blocked.countDown();
			forever.passStubbornly();
		}));

		this.mayGoOn.open();
		blocked.await();

		this.test.awaitEnd(this.test.start((progress) -> null));
		forever.open();
	}

	@Test
	void aCallersFutureHasNoPowerOverTheTask() {
		UUID id = startWaiting();
		CompletableFuture<TaskInfo> first = this.test.tasks.whenEnded(id);
		CompletableFuture<TaskInfo> second = this.test.tasks.whenEnded(id);

		first.cancel(true);
		second.complete(null);
		this.mayGoOn.open();

		assertThat(this.test.tasks.whenEnded(id).join().status()).isEqualTo(TaskStatus.COMPLETED);
	}

}
