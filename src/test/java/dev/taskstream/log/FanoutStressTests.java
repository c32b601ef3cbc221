package dev.taskstream.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several threads report, several readers follow by their signals alone, some of them
 * slowly, some arriving late: whatever the interleaving, each reads a story in order and
 * to its end.
 */
@Tag("stress")
class FanoutStressTests {

	private static final int ROUNDS = 150;

	private static final int REPORTERS = 3;

	private static final int REPORTS = 150;

	private static final int HISTORY = 16;

	private static final int PATIENCE_SECONDS = 20;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ExecutorService delivery = Executors.newSingleThreadExecutor();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.delivery.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5 })
	void noReaderMissesAWakeUpNorReadsOutOfOrder(int readers) throws InterruptedException {
		Delivery through = new Delivery(this.delivery, Executors.newSingleThreadScheduledExecutor(), Duration.ZERO);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				play(through, readers);
			}
		}
		finally {
			through.scheduler().shutdownNow();
		}
	}

	private void play(Delivery through, int readers) throws InterruptedException {
		EventLog log = Logs.create(UUID.randomUUID(), TimeSource.system(), HISTORY, through);
		List<Reader> all = new ArrayList<>();
		for (int i = 0; i < readers; i++) {
			Reader reader = new Reader(log, i % 2 == 1);
			all.add(reader);
			this.threads.execute(reader);
		}
		Semaphore reported = new Semaphore(0);
		log.start();
		for (int i = 0; i < REPORTERS; i++) {
			this.threads.execute(() -> {
				for (int j = 0; j < REPORTS; j++) {
					log.progress("row", null);
				}
				reported.release();
			});
		}
		assertThat(reported.tryAcquire(REPORTERS, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		log.end((taskId, at) -> new TaskCompleted(taskId, at, null));
		for (Reader reader : all) {
			assertThat(reader.done.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a reader got the end").isTrue();
			assertStory(Reading.ids(reader.story), reader.story);
		}
	}

	private static void assertStory(List<Long> ids, List<LoggedEvent> story) {
		long end = 1 + REPORTERS * REPORTS + 1;
		for (int i = 1; i < ids.size(); i++) {
			assertThat(ids.get(i)).isGreaterThan(ids.get(i - 1));
		}
		assertThat(story.get(0).event().type()).isEqualTo("task_started");
		assertThat(ids).endsWith(end - 1, end);
		assertThat(story.get(story.size() - 1).event().isFinal()).isTrue();
	}

	/**
	 * Looks once by itself and from then on only when it was signalled.
	 */
	private static final class Reader implements Runnable {

		private final EventLog log;

		private final boolean slow;

		private final Semaphore signals = new Semaphore(0);

		private final List<LoggedEvent> story = new ArrayList<>();

		private final Semaphore done = new Semaphore(0);

		Reader(EventLog log, boolean slow) {
			this.log = log;
			this.slow = slow;
		}

		@Override
		public void run() {
			TaskSubscription cursor = this.log.subscribe(0, this.signals::release);
			while (!cursor.isFinished()) {
				LoggedEvent next = cursor.next();
				if (next != null) {
					this.story.add(next);
					dawdle();
				}
				else {
					this.signals.acquireUninterruptibly();
				}
			}
			cursor.close();
			this.done.release();
		}

		private void dawdle() {
			if (this.slow && ThreadLocalRandom.current().nextInt(4) == 0) {
				LockSupport.parkNanos(50_000);
			}
		}

	}

}
