package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts with one key against each other and against an end, commits against a cancel and
 * a stop.
 */
@Tag("stress")
class StartRaceStressTests {

	private static final int ROUNDS = 1_000;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final StartOptions KEY = StartOptions.create().key("one");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactions());

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	private static TestEngine engine(int poolSize) {
		return TestEngine.create((options) -> {
			options.poolSize = poolSize;
			options.queueCapacity = 0;
			options.delivery = Runnable::run;
		});
	}

	private <T> List<Future<T>> atOnce(List<Callable<T>> calls) throws Exception {
		CyclicBarrier start = new CyclicBarrier(calls.size());
		List<Future<T>> results = new ArrayList<>();
		for (Callable<T> call : calls) {
			results.add(this.threads.submit(() -> {
				start.await();
				return call.call();
			}));
		}
		return results;
	}

	/**
	 * With one place: were the key decided apart from the place, one of the starts would
	 * be refused.
	 */
	@Test
	void startsWithOneKeyAreOneTask() throws Exception {
		try (TestEngine test = engine(1)) {
			for (int round = 0; round < ROUNDS; round++) {
				AtomicInteger runs = new AtomicInteger();
				Gate mayGoOn = new Gate();
				ScriptedTask task = ScriptedTask.of((progress) -> {
					runs.incrementAndGet();
					mayGoOn.pass();
					return null;
				});
				Callable<UUID> start = () -> test.tasks.start(task, null, KEY).taskId();

				List<Future<UUID>> ids = atOnce(List.of(start, start, start));

				UUID id = ids.get(0).get();
				assertThat(ids.get(1).get()).isEqualTo(id);
				assertThat(ids.get(2).get()).isEqualTo(id);
				mayGoOn.open();
				test.awaitEnd(id);
				assertThat(runs).hasValue(1);
			}
		}
	}

	/**
	 * Each task has begun before the next of its key is accepted, so an end that is seen
	 * and a key that is free are the same moment.
	 */
	@Test
	void aStartThatCrossesAnEndIsTheOldTaskOrANewOne() throws Exception {
		try (TestEngine test = engine(4)) {
			AtomicInteger active = new AtomicInteger();
			AtomicInteger together = new AtomicInteger();
			ScriptedTask task = ScriptedTask.of((progress) -> {
				if (active.incrementAndGet() > 1) {
					together.incrementAndGet();
				}
				active.decrementAndGet();
				return null;
			});
			Callable<List<UUID>> starts = () -> {
				List<UUID> ids = new ArrayList<>();
				for (int i = 0; i < ROUNDS; i++) {
					ids.add(test.tasks.start(task, null, KEY).taskId());
				}
				return ids;
			};

			for (Future<List<UUID>> ids : atOnce(List.of(starts, starts))) {
				ids.get();
			}
			test.engine.awaitEnds(PATIENCE);

			assertThat(together).hasValue(0);
			assertThat(test.tasks.start(task, null, KEY)).isNotNull();
		}
	}

	@Test
	void aCommitAgainstACancelRunsOnceOrNeverAndFreesThePlace() throws Exception {
		int[] ends = new int[TaskStatus.values().length];
		try (TestEngine test = engine(1)) {
			for (int round = 0; round < ROUNDS; round++) {
				AtomicInteger runs = new AtomicInteger();
				CyclicBarrier commit = new CyclicBarrier(2);
				UUID[] id = new UUID[1];
				Future<?> committing = this.threads.submit(() -> this.transaction.executeWithoutResult((status) -> {
					id[0] = test.tasks
						.start(ScriptedTask.of((progress) -> runs.incrementAndGet()), null,
								StartOptions.create().afterCommit())
						.taskId();
					meet(commit);
				}));
				meet(commit);
				boolean cancelled = test.tasks.cancel(id[0]);
				committing.get();

				TaskInfo info = test.awaitEnd(id[0]);
				assertThat(info.status()).isEqualTo(cancelled ? TaskStatus.CANCELLED : TaskStatus.COMPLETED);
				assertThat(test.engine.awaitWorkers(PATIENCE)).as("the place is free again").isTrue();
				assertThat(runs.get()).isEqualTo((info.startedAt() != null) ? 1 : 0);
				ends[info.status().ordinal()]++;
			}
		}
		assertThat(ends[TaskStatus.CANCELLED.ordinal()] + ends[TaskStatus.COMPLETED.ordinal()]).isEqualTo(ROUNDS);
	}

	@Test
	void aCommitAgainstAStopEndsTheTask() throws Exception {
		try (TestEngine test = engine(1)) {
			for (int round = 0; round < ROUNDS; round++) {
				CyclicBarrier commit = new CyclicBarrier(2);
				UUID[] id = new UUID[1];
				Future<?> committing = this.threads.submit(() -> this.transaction.executeWithoutResult((status) -> {
					id[0] = test.tasks.start(ScriptedTask.of((progress) -> {
						new Gate().pass();
						return null;
					}), null, StartOptions.create().afterCommit().key("one")).taskId();
					meet(commit);
				}));
				meet(commit);
				test.engine.refuse();
				test.engine.endAll();

				assertThat(test.info(id[0]).error().code()).isEqualTo("shutting_down");
				committing.get();
				assertThat(test.engine.awaitWorkers(PATIENCE)).as("the place is free again").isTrue();
				test.engine.open();
			}
		}
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
