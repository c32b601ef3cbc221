package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FanoutTests {

	private final EventLog log = new EventLog(UUID.randomUUID(),
			new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z")), EventSequence.fromOne(), 8);

	private final ManualScheduler scheduler = new ManualScheduler(
			new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z")));

	private final ManualExecutor executor = new ManualExecutor();

	private final Fanout fanout = new Fanout(new Delivery(this.executor, this.scheduler, Duration.ZERO));

	private final AtomicInteger signals = new AtomicInteger();

	private static Cursor reader(EventLog log, Fanout fanout, Runnable signal) {
		Cursor cursor = new Cursor(log, fanout, 0, signal);
		fanout.add(cursor);
		return cursor;
	}

	private Cursor reader(Runnable signal) {
		return reader(this.log, this.fanout, signal);
	}

	@Test
	void withoutReadersNothingIsDone() {
		this.fanout.signal(Fanout.Cause.ENDED_FROM_OUTSIDE);

		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void aQuietTaskDeliversToFewReadersItself() {
		reader(this.signals::incrementAndGet);
		reader(this.signals::incrementAndGet);

		this.fanout.signal(Fanout.Cause.REPORT);

		assertThat(this.signals).hasValue(2);
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void aTaskDoesNotPayForManyReaders() {
		for (int i = 0; i < 3; i++) {
			reader(this.signals::incrementAndGet);
		}

		this.fanout.signal(Fanout.Cause.REPORT);
		assertThat(this.signals).hasValue(0);

		this.executor.runAll();
		assertThat(this.signals).hasValue(3);
	}

	@Test
	void aCrowdIsServedAPauseAfterTheFirstReportOfABurst() {
		for (int i = 0; i < 500; i++) {
			reader(this.signals::incrementAndGet);
		}

		this.fanout.signal(Fanout.Cause.REPORT);
		this.fanout.signal(Fanout.Cause.REPORT);
		assertThat(this.executor.waiting()).isZero();

		this.scheduler.advance(Duration.ofMillis(1));
		this.executor.runAll();
		assertThat(this.signals).hasValue(500);
	}

	@Test
	void aCrowdDoesNotWaitForAnEnd() {
		for (int i = 0; i < 500; i++) {
			reader(this.signals::incrementAndGet);
		}

		this.fanout.signal(Fanout.Cause.RETURN);
		this.executor.runAll();

		assertThat(this.signals).hasValue(500);
	}

	@Test
	void aBurstIsDeliveredByTheTaskButNotAFlood() {
		reader(this.signals::incrementAndGet);

		while (this.executor.waiting() == 0) {
			this.fanout.signal(Fanout.Cause.REPORT);
		}

		assertThat(this.signals).hasValueGreaterThanOrEqualTo(4);
	}

	@Test
	void aWorkerDeliversTheEndToFewReadersHoweverFastItReported() {
		reader(this.signals::incrementAndGet);
		while (this.executor.waiting() == 0) {
			this.fanout.signal(Fanout.Cause.REPORT);
		}
		this.executor.runAll();
		int before = this.signals.get();

		this.fanout.signal(Fanout.Cause.RETURN);

		assertThat(this.signals).hasValue(before + 1);
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void whoEndsARunFromOutsideDoesNotDeliver() {
		reader(this.signals::incrementAndGet);

		this.fanout.signal(Fanout.Cause.ENDED_FROM_OUTSIDE);
		assertThat(this.signals).hasValue(0);

		this.executor.runAll();
		assertThat(this.signals).hasValue(1);
	}

	@Test
	void signalsBeforeARoundAreMerged() {
		reader(this.signals::incrementAndGet);

		for (int i = 0; i < 100; i++) {
			this.fanout.signal(Fanout.Cause.ENDED_FROM_OUTSIDE);
		}
		assertThat(this.executor.waiting()).isEqualTo(1);

		this.executor.runAll();
		assertThat(this.signals).hasValue(1);
	}

	@Test
	void aSignalDuringARoundLeadsToAnotherOne() {
		reader(() -> {
			if (this.signals.incrementAndGet() == 1) {
				this.fanout.signal(Fanout.Cause.REPORT);
				this.fanout.signal(Fanout.Cause.REPORT);
			}
		});

		this.fanout.signal(Fanout.Cause.REPORT);
		assertThat(this.signals).hasValue(1);

		this.executor.runAll();
		assertThat(this.signals).hasValue(2);
	}

	@Test
	void aClosedReaderIsNotSignalled() {
		Cursor closed = reader(this.signals::incrementAndGet);
		reader(this.signals::incrementAndGet);
		closed.close();
		closed.close();

		this.fanout.signal(Fanout.Cause.REPORT);

		assertThat(this.signals).hasValue(1);
	}

	@Test
	void aSignalThatThrowsHarmsNeitherOthersNorTheNextRound() {
		try (LogRecorder log = new LogRecorder(Fanout.class)) {
			reader(() -> {
				throw new IllegalStateException("broken reader");
			});
			reader(() -> {
				throw new AssertionError("more broken reader");
			});
			reader(this.signals::incrementAndGet);

			this.fanout.signal(Fanout.Cause.ENDED_FROM_OUTSIDE);
			this.executor.runAll();
			this.fanout.signal(Fanout.Cause.ENDED_FROM_OUTSIDE);
			this.executor.runAll();

			assertThat(this.signals).hasValue(2);
			assertThat(log.warnings()).hasSize(4);
		}
	}

	@Test
	void anInterruptOfTheReportingThreadIsHiddenFromReadersAndRestored() {
		reader(() -> {
			if (Thread.currentThread().isInterrupted()) {
				this.signals.incrementAndGet();
			}
		});

		Thread.currentThread().interrupt();
		this.fanout.signal(Fanout.Cause.REPORT);

		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.signals).hasValue(0);
	}

	@Test
	void withAFlushWindowProgressWaitsForCompanyButTheEndDoesNot() {
		Fanout deferred = new Fanout(new Delivery(this.executor, this.scheduler, Duration.ofMillis(50)));
		reader(this.log, deferred, this.signals::incrementAndGet);

		deferred.signal(Fanout.Cause.REPORT);
		deferred.signal(Fanout.Cause.REPORT);
		this.scheduler.advance(Duration.ofMillis(49));
		assertThat(this.executor.waiting()).isZero();

		this.scheduler.advance(Duration.ofMillis(1));
		this.executor.runAll();
		assertThat(this.signals).hasValue(1);

		deferred.signal(Fanout.Cause.ENDED_FROM_OUTSIDE);
		this.executor.runAll();
		assertThat(this.signals).hasValue(2);
	}

}
