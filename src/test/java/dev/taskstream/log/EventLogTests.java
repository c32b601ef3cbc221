package dev.taskstream.log;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EventLogTests {

	private final UUID id = UUID.randomUUID();

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"));

	private final EventLog log = Logs.create(this.id, Logs.time(this.clock), 8);

	private final Ending completed = (taskId, at) -> new TaskCompleted(taskId, at, "42");

	private final Ending cancelled = (taskId, at) -> new TaskFailed(taskId, at, TaskStatus.CANCELLED,
			new TaskError("cancelled", "Enough."));

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private TaskInfo info() {
		return this.log.info();
	}

	@Test
	void beforeItsFirstEventARunIsPending() {
		assertThat(info()).isEqualTo(
				new TaskInfo(this.id, "Import", TaskStatus.PENDING, null, null, Logs.CREATED, null, null, null, null));
		assertThat(this.log.lastEventId()).isZero();
		assertThat(this.log.isStarted()).isFalse();
		assertThat(this.log.isEnded()).isFalse();
	}

	@Test
	void theStartMakesItRunning() {
		assertThat(this.log.start()).isTrue();

		assertThat(info().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(info().startedAt()).isEqualTo(now());
		assertThat(info().finishedAt()).isNull();
		assertThat(this.log.isStarted()).isTrue();
	}

	@Test
	void theEndSaysHowItEnded() {
		this.log.start();
		this.clock.advance(Duration.ofSeconds(5));

		assertThat(this.log.end(this.completed)).isTrue();

		assertThat(info().status()).isEqualTo(TaskStatus.COMPLETED);
		assertThat(info().result()).isEqualTo("42");
		assertThat(info().error()).isNull();
		assertThat(info().finishedAt()).isEqualTo(now());
		assertThat(info().startedAt()).isEqualTo(now().minusSeconds(5));
	}

	@Test
	void aFailureCarriesItsStatusAndError() {
		this.log.start();
		this.log.end(this.cancelled);

		assertThat(info().status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(info().error()).isEqualTo(new TaskError("cancelled", "Enough."));
		assertThat(info().result()).isNull();
	}

	@Test
	void theFirstEndWinsAndNothingFollowsIt() {
		this.log.start();
		this.log.end(this.cancelled);

		assertThat(this.log.end(this.completed)).isFalse();
		assertThat(this.log.progress("late", 0.9)).isFalse();
		assertThat(this.log.start()).isFalse();

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
		this.log.start();

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
		this.log.start();
		this.log.progress("a", null);
		this.log.progress("b", null);
		this.log.end(this.completed);

		assertThat(Reading.all(this.log)).containsExactly("1 task_started", "2 progress_update", "3 progress_update",
				"4 task_completed");
		assertThat(this.log.lastEventId()).isEqualTo(4);
	}

	@Test
	void timestampsAreWholeMicroseconds() {
		this.log.start();

		assertThat(Reading.events(this.log, 0).get(0).event().timestamp())
			.isEqualTo(Instant.parse("2026-11-22T10:00:00.123456Z"));
	}

	@Test
	void durationsDoNotDependOnTheClock() {
		AtomicLong nanos = new AtomicLong();
		EventLog monotonic = Logs.create(this.id, new TimeSource(this.clock, nanos::get), 8);
		monotonic.start();
		this.clock.advance(Duration.ofDays(1));
		assertThat(monotonic.quietFor()).isZero();
		assertThat(monotonic.endIfQuietFor(Duration.ofSeconds(1), this.cancelled)).isFalse();

		nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		this.clock.advance(Duration.ofDays(-2));
		assertThat(monotonic.endIfQuietFor(Duration.ofSeconds(1), this.cancelled)).isTrue();
		assertThat(monotonic.hasEndedFor(Duration.ofSeconds(1))).isFalse();
		nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(monotonic.hasEndedFor(Duration.ofSeconds(1))).isTrue();
	}

	@Test
	void loneSurrogatesAreReplacedWhereTheTextIsTakenIn() {
		this.log.start();
		this.log.progress("a\ud83d b\ude00 \ud83d\ude00", null);

		assertThat(info().text()).isEqualTo("a\ufffd b\ufffd \ud83d\ude00");
	}

	@Test
	void readerIsSignalledOfEachEvent() {
		AtomicLong signals = new AtomicLong();
		this.log.subscribe(0, signals::incrementAndGet);

		assertThat(this.log.start()).isTrue();
		assertThat(signals).hasValue(1);
		assertThat(this.log.progress("half", null)).isTrue();
		assertThat(signals).hasValue(2);
		assertThat(this.log.end(this.completed)).isTrue();
		assertThat(signals).hasValue(3);
	}

	@Test
	void aRunIsEndedInTheQueueOnlyBeforeItsStart() {
		EventLog waiting = Logs.create(8);
		this.log.start();

		assertThat(this.log.endIfPending(this.cancelled)).isFalse();
		assertThat(waiting.endIfPending(this.cancelled)).isTrue();

		assertThat(this.log.isEnded()).isFalse();
		assertThat(waiting.info().status()).isEqualTo(TaskStatus.CANCELLED);
	}

	@Test
	void finishedLogKeepsNoReaderAlive() {
		WeakReference<Runnable> reader = subscribe();

		this.log.end(this.completed);

		await().until(() -> {
			System.gc();
			return reader.refersTo(null);
		});
		assertThat(this.log.isEnded()).isTrue();
	}

	private WeakReference<Runnable> subscribe() {
		Runnable signal = new AtomicLong()::incrementAndGet;
		this.log.subscribe(0, signal);
		return new WeakReference<>(signal);
	}

}
