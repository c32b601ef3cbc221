package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskStatus;
import dev.taskstream.log.EventLog;
import dev.taskstream.log.Logs;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StallWatchTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final SettableClock clock = new SettableClock();

	private final EventLog log = Logs.create(UUID.randomUUID(), Logs.time(this.clock), 8);

	private final List<Duration> delays = new ArrayList<>();

	private final Queue<Runnable> timers = new ArrayDeque<>();

	private final List<CompletableFuture<?>> pending = new ArrayList<>();

	private Runnable whileTimerIsSet = () -> {
	};

	private int ends;

	private boolean endSucceeds = true;

	@Test
	void aQuietRunEndsAfterTheLimit() {
		watch();

		passAndFire(LIMIT);

		assertThat(this.ends).isOne();
		assertThat(this.timers).isEmpty();
	}

	@Test
	void aReportGivesTheRunTheWholeLimitAgain() {
		watch();
		this.clock.advance(Duration.ofSeconds(7));
		this.log.progress("still here", null);

		passAndFire(Duration.ofSeconds(3));
		assertThat(this.ends).isZero();
		assertThat(this.delays).containsExactly(LIMIT, Duration.ofSeconds(7));

		passAndFire(Duration.ofSeconds(7));
		assertThat(this.ends).isOne();
	}

	@Test
	void reportsSetNoTimers() {
		watch();

		for (int i = 0; i < 100; i++) {
			this.log.progress("report " + i, null);
		}

		assertThat(this.delays).containsExactly(LIMIT);
	}

	@Test
	void aReportAtTheLastMomentWins() {
		watch();
		this.endSucceeds = false;

		passAndFire(LIMIT);

		assertThat(this.delays).containsExactly(LIMIT, LIMIT);
	}

	@Test
	void aTimerThatFiresTooEarlyIsSetAgainForTheRest() {
		watch();

		passAndFire(LIMIT.minusMillis(1));

		assertThat(this.ends).isZero();
		assertThat(this.delays).containsExactly(LIMIT, Duration.ofMillis(1));
	}

	@Test
	void closingCancelsTheTimer() {
		watch().close();

		assertThat(this.pending).allMatch(CompletableFuture::isCancelled);
	}

	@Test
	void aTimerThatFiresAfterClosingDoesNothing() {
		watch().close();

		passAndFire(LIMIT);

		assertThat(this.ends).isZero();
		assertThat(this.timers).isEmpty();
	}

	@Test
	void aWatchThatIsClosedWhileItsTimerIsSetLeavesNone() {
		StallWatch watch = watch();
		this.whileTimerIsSet = watch::close;

		passAndFire(LIMIT.minusMillis(1));

		assertThat(this.pending).hasSize(2).allMatch(CompletableFuture::isCancelled);
	}

	/**
	 * The log reads the time twice: for the timer, and as it decides.
	 */
	@Test
	void aRunThatReportsWhileItsEndIsDecidedIsWatchedOn() throws InterruptedException {
		List<Object> events = new CopyOnWriteArrayList<>();
		AtomicReference<ProgressHandle> handle = new AtomicReference<>();
		Gate running = new Gate();
		AtomicInteger readings = new AtomicInteger(-1);
		try (TestEngine test = TestEngine.create((options) -> {
			options.events = events::add;
			options.stallTimeout = LIMIT;
			options.onReadingTime = () -> {
				if (readings.get() >= 0 && readings.getAndIncrement() == 1) {
					handle.get().report("still here");
				}
			};
		})) {
			UUID id = test.start((progress) -> {
				handle.set(progress);
				running.open();
				new Gate().pass();
				return null;
			});
			running.pass();
			readings.set(0);

			test.scheduler.advance(LIMIT);
			assertThat(test.types(id)).endsWith("progress_update");
			test.scheduler.advance(LIMIT);
			assertThat(test.info(id).status()).isEqualTo(TaskStatus.TIMED_OUT);
			assertThat(test.engine.awaitWorkers(PATIENCE)).as("its code has been interrupted").isTrue();
			assertThat(test.engine.awaitEvents(PATIENCE)).isTrue();
			assertThat(events).hasAtLeastOneElementOfType(TaskEndedEvent.class);
		}
	}

	@Test
	void aRunThatHasEndedIsNotWatchedOn() {
		watch();
		this.log.end((taskId, timestamp) -> new TaskCompleted(taskId, timestamp, null));

		passAndFire(LIMIT.multipliedBy(2));

		assertThat(this.ends).isZero();
		assertThat(this.timers).isEmpty();
	}

	@Test
	void theLogEndsAQuietRunOnlyIfNothingCameSince() {
		this.log.start();
		this.clock.advance(LIMIT);
		this.log.progress("report", null);

		assertThat(this.log.endIfQuietFor(LIMIT, StallWatchTests::completed)).isFalse();
		assertThat(this.log.isEnded()).isFalse();
		this.clock.advance(LIMIT);
		assertThat(this.log.endIfQuietFor(LIMIT, StallWatchTests::completed)).isTrue();
		assertThat(this.log.isEnded()).isTrue();
	}

	@Test
	void theLogEndsAPendingRunOnlyBeforeItsStart() {
		EventLog waiting = Logs.create(UUID.randomUUID(), Logs.time(this.clock), 8);
		this.log.start();

		assertThat(this.log.endIfPending(StallWatchTests::completed)).isFalse();
		assertThat(waiting.endIfPending(StallWatchTests::completed)).isTrue();
		assertThat(waiting.endIfPending(StallWatchTests::completed)).isFalse();
	}

	private static TaskCompleted completed(UUID taskId, Instant timestamp) {
		return new TaskCompleted(taskId, timestamp, null);
	}

	private StallWatch watch() {
		this.log.start();
		return new StallWatch(LIMIT, this.log, this::timer, this::end);
	}

	private Deadline timer(Duration delay, Runnable action) {
		this.whileTimerIsSet.run();
		this.delays.add(delay);
		this.timers.add(action);
		this.pending.add(new CompletableFuture<>());
		return new Deadline(this.pending.get(this.pending.size() - 1));
	}

	private boolean end() {
		this.ends++;
		return this.endSucceeds;
	}

	private void passAndFire(Duration time) {
		this.clock.advance(time);
		this.timers.remove().run();
	}

}
