package dev.taskstream.log;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.engine.LogRecorder;
import dev.taskstream.engine.ManualExecutor;
import dev.taskstream.engine.ManualScheduler;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FanoutTests {

	private final EventLog log = Logs.create(8);

	private final ManualScheduler scheduler = new ManualScheduler(
			new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z")));

	private final ManualExecutor executor = new ManualExecutor();

	private final Fanout fanout = new Fanout(new Delivery(this.executor, this.scheduler, Duration.ZERO));

	private final AtomicInteger signals = new AtomicInteger();

	private static Cursor reader(EventLog log, Fanout fanout, Runnable signal) {
		Cursor cursor = new Cursor(log, fanout, 0, signal, () -> {
		});
		fanout.add(cursor);
		return cursor;
	}

	private Cursor reader(Runnable signal) {
		return reader(this.log, this.fanout, signal);
	}

	@Test
	void noRoundIsSubmittedWithoutReaders() {
		this.fanout.signal();
		this.fanout.signalEnd();

		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void readersAreSignalledOnTheDeliveryExecutorOnly() {
		reader(this.signals::incrementAndGet);
		reader(this.signals::incrementAndGet);

		this.fanout.signal();
		assertThat(this.signals).hasValue(0);

		this.executor.runAll();
		assertThat(this.signals).hasValue(2);
	}

	@Test
	void signalsBeforeARoundAreMerged() {
		reader(this.signals::incrementAndGet);

		for (int i = 0; i < 100; i++) {
			this.fanout.signal();
		}
		this.fanout.signalEnd();
		assertThat(this.executor.waiting()).isEqualTo(1);

		this.executor.runAll();
		assertThat(this.signals).hasValue(1);
	}

	@Test
	void signalDuringARoundLeadsToAnotherOne() {
		reader(() -> {
			if (this.signals.incrementAndGet() == 1) {
				this.fanout.signal();
				this.fanout.signal();
			}
		});

		this.fanout.signal();
		this.executor.runAll();
		assertThat(this.signals).hasValue(2);
	}

	@Test
	void closedReaderIsNotSignalled() {
		Cursor closed = reader(this.signals::incrementAndGet);
		reader(this.signals::incrementAndGet);
		closed.close();
		closed.close();

		this.fanout.signal();
		this.executor.runAll();

		assertThat(this.signals).hasValue(1);
	}

	@Test
	void signalThatThrowsHarmsNeitherOthersNorTheNextRound() {
		try (LogRecorder log = new LogRecorder(Fanout.class)) {
			reader(() -> {
				throw new IllegalStateException("broken reader");
			});
			reader(() -> {
				throw new AssertionError("more broken reader");
			});
			reader(this.signals::incrementAndGet);

			this.fanout.signal();
			this.executor.runAll();
			this.fanout.signalEnd();
			this.executor.runAll();

			assertThat(this.signals).hasValue(2);
			assertThat(log.warnings()).hasSize(4);
		}
	}

	@Test
	void roundThatCannotBeSubmittedGivesItsClaimBack() {
		AtomicBoolean exhausted = new AtomicBoolean(true);
		Fanout scarce = new Fanout(new Delivery((round) -> {
			if (exhausted.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			round.run();
		}, this.scheduler, Duration.ZERO));
		reader(this.log, scarce, this.signals::incrementAndGet);
		try (LogRecorder log = new LogRecorder(Fanout.class)) {
			scarce.signal();
			assertThat(log.warnings()).hasSize(1);
		}

		exhausted.set(false);
		scarce.signal();

		assertThat(this.signals).hasValue(1);
	}

	@Test
	void withAFlushWindowProgressWaitsForMoreButTheEndDoesNot() {
		Fanout deferred = new Fanout(new Delivery(this.executor, this.scheduler, Duration.ofMillis(50)));
		reader(this.log, deferred, this.signals::incrementAndGet);

		deferred.signal();
		deferred.signal();
		this.scheduler.advance(Duration.ofMillis(49));
		assertThat(this.executor.waiting()).isZero();

		this.scheduler.advance(Duration.ofMillis(1));
		this.executor.runAll();
		assertThat(this.signals).hasValue(1);

		deferred.signalEnd();
		this.executor.runAll();
		assertThat(this.signals).hasValue(2);
	}

}
