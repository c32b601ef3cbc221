package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run that completes, is cancelled twice and times out, all at about the same moment.
 */
@Tag("stress")
class EndRaceStressTests {

	private static final int ROUNDS = 2_000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

	private final AtomicInteger strayInterrupts = new AtomicInteger();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.scheduler.shutdownNow();
	}

	private TestEngine engine() {
		return TestEngine.create((options) -> {
			options.poolSize = 2;
			options.queueCapacity = 0;
			options.maxFinished = 10 * ROUNDS;
			options.scheduler = this.scheduler;
			options.delivery = this.scheduler;
		});
	}

	@Test
	void exactlyOneEndWinsAndThePlaceIsFreeAgain() throws Exception {
		int[] ends = new int[TaskStatus.values().length];
		try (TestEngine test = engine()) {
			for (int round = 0; round < ROUNDS; round++) {
				ends[race(test).ordinal()]++;
			}
		}
		assertThat(this.strayInterrupts).hasValue(0);
		assertThat(ends[TaskStatus.PENDING.ordinal()] + ends[TaskStatus.RUNNING.ordinal()]).isZero();
	}

	private TaskStatus race(TestEngine test) throws Exception {
		CyclicBarrier start = new CyclicBarrier(3);
		long micros = ThreadLocalRandom.current().nextLong(1, 300);
		UUID id = startWhenThereIsAPlace(test, ScriptedTask.of((progress) -> {
			if (Thread.currentThread().isInterrupted() && !progress.isCancelled()) {
				this.strayInterrupts.incrementAndGet();
			}
			long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(300));
			while (System.nanoTime() < until) {
				progress.report("busy");
			}
			return "done";
		}).withTimeout(Duration.ofNanos(micros * 1_000)));
		List<Future<Boolean>> cancels = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			cancels.add(this.threads.submit(() -> {
				start.await();
				return test.tasks.cancel(id);
			}));
		}
		start.await();
		long won = 0;
		for (Future<Boolean> cancel : cancels) {
			won += cancel.get() ? 1 : 0;
		}
		TaskInfo info = test.info(id);
		assertThat(info.status().isFinal()).isTrue();
		assertThat(won).isEqualTo((info.status() == TaskStatus.CANCELLED) ? 1 : 0);
		assertOneEnd(test, id);
		return info.status();
	}

	private static void assertOneEnd(TestEngine test, UUID id) {
		assertThat(
				test.types(id).stream().filter((type) -> type.equals("task_completed") || type.equals("task_failed")))
			.hasSize(1);
		List<Long> ids = test.story(id).stream().map(LoggedEvent::id).toList();
		assertThat(ids).isSorted().doesNotHaveDuplicates().endsWith(test.tasks.log(id).orElseThrow().lastEventId());
	}

	/**
	 * A run that was ended from outside frees its place only when its code has returned.
	 */
	private static UUID startWhenThereIsAPlace(TestEngine test, ScriptedTask task) {
		long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (true) {
			try {
				return test.start(task);
			}
			catch (TaskQueueFullException ex) {
				assertThat(System.nanoTime()).as("a place became free").isLessThan(patience);
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void noStartThatCrossesAStopSurvivesIt() throws Exception {
		for (int round = 0; round < 100; round++) {
			try (TestEngine test = engine()) {
				CyclicBarrier start = new CyclicBarrier(2);
				Future<List<UUID>> starting = this.threads.submit(() -> {
					start.await();
					return startUntilRefused(test);
				});
				start.await();
				Pause.upToMicros(200);
				test.engine.refuse();
				test.engine.endAll();

				List<UUID> accepted = starting.get();
				assertThat(test.engine.endAll()).isZero();
				assertThat(accepted).allSatisfy((id) -> assertThat(test.info(id).status().isFinal()).isTrue());
			}
		}
	}

	private static List<UUID> startUntilRefused(TestEngine test) {
		List<UUID> accepted = new ArrayList<>();
		while (true) {
			try {
				accepted.add(test.start((progress) -> {
					new Gate().pass();
					return null;
				}));
			}
			catch (TaskQueueFullException ex) {
				if (String.valueOf(ex.getMessage()).contains("stopping")) {
					return accepted;
				}
			}
		}
	}

	private static final class Pause {

		static void upToMicros(int micros) {
			long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(micros));
			while (System.nanoTime() < until) {
				Thread.onSpinWait();
			}
		}

	}

}
