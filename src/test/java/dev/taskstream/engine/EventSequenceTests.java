package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import dev.taskstream.LoggedEvent;
import dev.taskstream.test.SettableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventSequenceTests {

	private final CountDownLatch taken = new CountDownLatch(1);

	private final CountDownLatch go = new CountDownLatch(1);

	/**
	 * Stops the append of a report between its number and its place in the list.
	 */
	private final EventSequence sequence = new EventSequence() {

		private final EventSequence numbers = EventSequence.fromOne();

		@Override
		public long next() {
			long number = this.numbers.next();
			if (number == 2) {
				EventSequenceTests.this.taken.countDown();
				awaitUninterruptibly(EventSequenceTests.this.go);
			}
			return number;
		}

		@Override
		public long last() {
			return this.numbers.last();
		}

	};

	private final EventLog log = new EventLog(UUID.randomUUID(), Clock.systemUTC(), this.sequence, 8);

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void anEventWhoseNumberIsKnownIsWaitedForUntilItIsInTheList() throws Exception {
		this.log.start("Import");
		Fanout fanout = new Fanout(new Delivery(Runnable::run,
				new ManualScheduler(new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"))),
				Duration.ZERO));
		Cursor cursor = new Cursor(this.log, fanout, 0, () -> {
		});
		cursor.next();
		Thread reporter = new Thread(() -> this.log.progress("Row 1", null));
		reporter.start();
		this.taken.await();
		FutureTask<LoggedEvent> next = new FutureTask<>(() -> cursor.nextUpTo(this.sequence.last()));
		Thread reader = new Thread(next);
		reader.start();

		Awaitility.await()
			.until(() -> reader.getState() == Thread.State.BLOCKED || reader.getState() == Thread.State.TERMINATED);
		this.go.countDown();

		assertThat(next.get().sequence()).isEqualTo(2);
		reporter.join();
	}

}
