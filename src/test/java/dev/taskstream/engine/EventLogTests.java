package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventLogTests {

	private static final Instant CREATED = Instant.parse("2026-11-22T09:59:00Z");

	private final UUID id = UUID.randomUUID();

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"));

	private final EventSequence sequence = EventSequence.fromOne();

	private final EventLog log = new EventLog(this.id, this.clock, this.sequence, 8);

	private final EventLog.Ending completed = (taskId, at) -> new TaskCompleted(taskId, at, "42");

	private final EventLog.Ending cancelled = (taskId, at) -> new TaskFailed(taskId, at, TaskStatus.CANCELLED,
			new TaskError("cancelled", "Enough."));

	private TaskInfo info() {
		return this.log.info("Import", CREATED);
	}

	@Test
	void beforeItsFirstEventARunIsPending() {
		assertThat(info()).isEqualTo(
				new TaskInfo(this.id, "Import", TaskStatus.PENDING, null, null, CREATED, null, null, null, null));
		assertThat(this.log.lastEventId()).isZero();
		assertThat(this.log.isStarted()).isFalse();
		assertThat(this.log.isEnded()).isFalse();
		assertThat(this.log.endedAt()).isNull();
	}

	@Test
	void theStartMakesItRunning() {
		assertThat(this.log.start("Import")).isTrue();

		assertThat(info().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(info().startedAt()).isEqualTo(this.log.now());
		assertThat(info().finishedAt()).isNull();
		assertThat(this.log.isStarted()).isTrue();
	}

	@Test
	void theEndSaysHowItEnded() {
		this.log.start("Import");
		this.clock.advance(Duration.ofSeconds(5));

		assertThat(this.log.end(this.completed)).isTrue();

		assertThat(info().status()).isEqualTo(TaskStatus.COMPLETED);
		assertThat(info().result()).isEqualTo("42");
		assertThat(info().error()).isNull();
		assertThat(info().finishedAt()).isEqualTo(this.log.now()).isEqualTo(this.log.endedAt());
		assertThat(info().startedAt()).isEqualTo(this.log.now().minusSeconds(5));
	}

	@Test
	void aFailureCarriesItsStatusAndError() {
		this.log.start("Import");
		this.log.end(this.cancelled);

		assertThat(info().status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(info().error()).isEqualTo(new TaskError("cancelled", "Enough."));
		assertThat(info().result()).isNull();
	}

	@Test
	void theFirstEndWinsAndNothingFollowsIt() {
		this.log.start("Import");
		this.log.end(this.cancelled);

		assertThat(this.log.end(this.completed)).isFalse();
		assertThat(this.log.progress("late", 0.9)).isFalse();
		assertThat(this.log.start("Import")).isFalse();

		assertThat(info().status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(Reading.all(this.log)).containsExactly("1 task_started", "2 task_failed");
	}

	@Test
	void aRunEndedInTheQueueHasOneEventWithNumberOne() {
		this.log.end(this.cancelled);

		assertThat(Reading.all(this.log)).containsExactly("1 task_failed");
		assertThat(info().startedAt()).isNull();
	}

	@Test
	void progressKeepsWhatIsNotReportedAnew() {
		this.log.start("Import");

		this.log.progress(null, 0.1);
		assertThat(info().text()).isNull();
		assertThat(info().value()).isEqualTo(0.1);

		this.log.progress("Rows", null);
		assertThat(info().text()).isEqualTo("Rows");
		assertThat(info().value()).isEqualTo(0.1);

		this.log.progress(null, 0.2);
		assertThat(info().text()).isEqualTo("Rows");
		assertThat(info().value()).isEqualTo(0.2);

		this.log.progress("Files", 0.0);
		assertThat(info().text()).isEqualTo("Files");
		assertThat(info().value()).isEqualTo(0.0);
	}

	@Test
	void numbersCountFromOneWithoutGaps() {
		this.log.start("Import");
		this.log.progress("a", null);
		this.log.progress("b", null);
		this.log.end(this.completed);

		assertThat(Reading.all(this.log)).containsExactly("1 task_started", "2 progress_update", "3 progress_update",
				"4 task_completed");
		assertThat(this.log.lastEventId()).isEqualTo(4);
	}

	@Test
	void theSequenceOrdersTheEventsOfSeveralLogs() {
		EventLog other = new EventLog(UUID.randomUUID(), this.clock, this.sequence, 8);
		this.log.start("Import");
		other.start("Export");
		this.log.progress("a", null);
		other.progress("b", null);

		assertThat(Reading.events(this.log, 0)).extracting((event) -> event.sequence()).containsExactly(1L, 3L);
		assertThat(Reading.events(other, 0)).extracting((event) -> event.sequence()).containsExactly(2L, 4L);
	}

	@Test
	void timestampsAreWholeMicroseconds() {
		this.log.start("Import");

		assertThat(Reading.events(this.log, 0).get(0).event().timestamp())
			.isEqualTo(Instant.parse("2026-11-22T10:00:00.123456Z"));
	}

	@Test
	void waitingForTheEndGivesUpAfterItsLimit() throws InterruptedException {
		this.log.start("Import");

		assertThat(this.log.awaitEnd(Duration.ofMillis(1))).isFalse();
	}

	@Test
	void waitingForTheEndReturnsWithIt() throws Exception {
		Thread ender = new Thread(() -> this.log.end(this.cancelled));
		ender.start();

		assertThat(this.log.awaitEnd(Duration.ofMinutes(1))).isTrue();
		assertThat(this.log.awaitEnd(Duration.ZERO)).isTrue();
		ender.join();
	}

}
