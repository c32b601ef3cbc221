package dev.taskstream.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskCompleted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers that look whenever they like, while others report, end and trim.
 */
@Tag("stress")
class EventLogStressTests {

	private static final int ROUNDS = 300;

	private static final int REPORTS = 200;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whatIsNeverEvictedIsReadWithoutAGap() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			List<List<Long>> read = play(REPORTS * 2 + 2, false);

			List<Long> whole = LongStream.rangeClosed(1, REPORTS * 2 + 2).boxed().toList();
			assertThat(read).allSatisfy((ids) -> assertThat(ids).isEqualTo(whole));
		}
	}

	@Test
	void aLaggingReaderAlwaysGetsTheStartTheNewestProgressAndTheEnd() throws Exception {
		long end = REPORTS * 2 + 2;
		for (int round = 0; round < ROUNDS; round++) {
			assertThat(play(8, true)).allSatisfy((ids) -> {
				assertThat(ids).startsWith(1L).endsWith(end - 1, end);
				assertThat(ids).isSorted().doesNotHaveDuplicates();
			});
		}
	}

	/**
	 * Gives the numbers that each of two readers got.
	 */
	private List<List<Long>> play(int history, boolean trim) throws Exception {
		EventLog log = Logs.create(history);
		CyclicBarrier start = new CyclicBarrier(4);
		Callable<Void> reporter = () -> {
			start.await();
			for (int i = 0; i < REPORTS; i++) {
				log.progress(null, i / (double) REPORTS);
			}
			return null;
		};
		Callable<List<Long>> reader = () -> {
			start.await();
			return readToTheEnd(log);
		};
		log.start();
		Future<Void> first = this.threads.submit(reporter);
		Future<Void> second = this.threads.submit(reporter);
		Future<List<Long>> one = this.threads.submit(reader);
		Future<List<Long>> other = this.threads.submit(reader);
		first.get();
		second.get();
		log.end((taskId, at) -> new TaskCompleted(taskId, at, null));
		if (trim) {
			log.trim();
		}
		return List.of(one.get(), other.get());
	}

	private static List<Long> readToTheEnd(EventLog log) {
		Cursor cursor = Reading.cursor(log, 0);
		List<Long> ids = new ArrayList<>();
		while (!cursor.isFinished()) {
			LoggedEvent next = cursor.next();
			if (next != null) {
				ids.add(next.id());
			}
			if (next == null || ThreadLocalRandom.current().nextInt(20) == 0) {
				Thread.onSpinWait();
				Thread.yield();
			}
		}
		return ids;
	}

}
