package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The limits that are off by default, with real threads and time.
 */
class WaitingLimitTests {

	private static final Duration NONE = Duration.ZERO;

	private static final Duration SHORT = Duration.ofMillis(60);

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private TaskEngine engine = engine(NONE, NONE);

	@AfterEach
	void stop() {
		this.release.countDown();
		this.engine.close();
		this.scheduler.shutdownNow();
	}

	@Test
	void aTaskThatWaitsTooLongForAWorkerIsCancelledAndFreesItsPlace() {
		this.engine = engine(SHORT, NONE);
		start(new Waiting());
		UUID queued = start(new Waiting());

		TaskInfo info = awaitEnd(queued);

		assertThat(info.status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(info.startedAt()).isNull();
		assertThat(info.error().code()).isEqualTo("queue_timeout");
		assertThat(info.error().message()).contains("0.06s");
		assertThat(start(new Waiting())).as("a place in the queue").isNotNull();
	}

	@Test
	void theQueueLimitDoesNotConcernATaskThatRuns() {
		this.engine = engine(SHORT, NONE);
		UUID running = start(new Waiting());
		UUID queued = start(new Waiting());

		awaitEnd(queued);

		assertThat(this.engine.service().find(running).orElseThrow().status()).isEqualTo(TaskStatus.RUNNING);
		this.release.countDown();
		assertThat(awaitEnd(running).status()).isEqualTo(TaskStatus.COMPLETED);
	}

	@Test
	void noTimerIsLeftOfATaskThatWasTakenUp() {
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.engine = engine(Duration.ofHours(1), Duration.ofHours(1));
		int before = this.scheduler.getQueue().size();
		UUID running = start(new Waiting());
		await().until(() -> this.engine.service().find(running).orElseThrow().status() == TaskStatus.RUNNING);

		this.release.countDown();
		awaitEnd(running);

		await().until(() -> this.scheduler.getQueue().size() == before);
	}

	@Test
	void aRunThatReportsNothingForTooLongTimesOut() {
		this.engine = engine(NONE, SHORT);

		TaskInfo info = awaitEnd(start(new Waiting()));

		assertThat(info.status()).isEqualTo(TaskStatus.TIMED_OUT);
		assertThat(info.error().code()).isEqualTo("stalled");
		assertThat(info.error().message()).contains("0.06s");
	}

	private UUID start(BaseTask<Void, ?> task) {
		return this.engine.service().start(task).taskId();
	}

	private TaskInfo awaitEnd(UUID taskId) {
		return await().until(() -> this.engine.service().find(taskId).orElseThrow(), (info) -> info.status().isFinal());
	}

	private TaskEngine engine(Duration queueTimeout, Duration stallTimeout) {
		EngineSettings settings = new EngineSettings(1, 1, queueTimeout, NONE, stallTimeout, Duration.ofMinutes(1), 100,
				1_000_000, 10_000, 256, NONE, true);
		return Engines.engine(settings, TestWorkers.create(1, 1), this.scheduler);
	}

	private final class Waiting extends BaseTask<Void, String> {

		@Override
		protected String execute(Void params, ProgressHandle progress) throws InterruptedException {
			WaitingLimitTests.this.release.await();
			return "done";
		}

	}

}
