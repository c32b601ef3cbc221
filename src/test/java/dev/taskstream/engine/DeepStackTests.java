package dev.taskstream.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls to the service at a depth where the stack is about to overflow.
 */
class DeepStackTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** More than there are depths at which a call overflows, however the JVM compiles. */
	private static final int CALLS = 3000;

	private final ExecutorService listeners = Executors.newSingleThreadExecutor();

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 2;
		options.queueCapacity = 2 * CALLS;
		options.maxFinished = 4 * CALLS;
		options.maxFinishedBytes = Long.MAX_VALUE;
		options.listeners = this.listeners;
		options.events = this.events::add;
	});

	private final Gate ready = new Gate();

	private final Gate mayGoOn = new Gate();

	@AfterEach
	void close() {
		this.mayGoOn.open();
		this.test.close();
		this.listeners.shutdownNow();
	}

	private UUID startWaiting(String key) {
		return this.test.tasks.start(ScriptedTask.of((progress) -> {
			this.mayGoOn.pass();
			return null;
		}), null, StartOptions.create().key(key)).taskId();
	}

	/**
	 * What is initialized while the stack overflows cannot be used any more.
	 */
	@BeforeEach
	void warmUp() throws InterruptedException {
		this.test.tasks.cancel(startWaiting("warm-up"));
		assertThat(this.test.engine.awaitWorkers(PATIENCE)).isTrue();
	}

	@Test
	void aCancelThatOverflowsHasDoneAllOrNothing() throws InterruptedException {
		List<UUID> victims = new ArrayList<>();
		UUID caller = this.test.start((progress) -> {
			this.ready.pass();
			Iterator<UUID> next = victims.iterator();
			return callAtEachDepth(() -> {
				if (next.hasNext()) {
					this.test.tasks.cancel(next.next());
				}
			}, 1, 2, 3, 4, 5, 6);
		});
		for (int i = 0; i < CALLS; i++) {
			victims.add(startWaiting("victim " + i));
		}
		this.ready.open();
		this.test.awaitEnd(caller);

		assertThat(victims).map((id) -> this.test.info(id).status()).contains(TaskStatus.CANCELLED);
		assertThatAllEndIsWhole(victims);
	}

	@Test
	void aStartThatOverflowsHasDoneAllOrNothing() throws InterruptedException {
		int[] count = new int[1];
		this.mayGoOn.open();

		this.test.awaitEnd(this.test.start((progress) -> callAtEachDepth(() -> {
			if (count[0] < CALLS) {
				startWaiting("start " + count[0]++);
			}
		}, 1, 2, 3, 4, 5, 6)));

		assertThatAllEndIsWhole(List.of());
	}

	/**
	 * Everything ends and is told, and all places and keys are free afterwards.
	 */
	private void assertThatAllEndIsWhole(List<UUID> ids) throws InterruptedException {
		this.mayGoOn.open();
		this.test.engine.awaitEnds(PATIENCE);
		assertThat(ids).allSatisfy((id) -> assertThat(this.test.info(id).status().isFinal()).isTrue());
		assertThat(this.test.engine.awaitWorkers(PATIENCE)).as("all places are free").isTrue();
		assertThat(this.test.engine.awaitEvents(PATIENCE)).isTrue();
		assertThat(this.events.stream().filter(TaskEndedEvent.class::isInstance))
			.hasSize(this.test.engine.findAll().size());
		List<UUID> again = IntStream.range(0, CALLS).mapToObj((i) -> startWaiting("victim " + i)).toList();
		this.test.engine.awaitEnds(PATIENCE);
		assertThat(again).map(this.test::info).extracting(TaskInfo::status).containsOnly(TaskStatus.COMPLETED);
	}

	/**
	 * Recurses until the stack overflows, and calls at each depth on the way back.
	 */
	private static long callAtEachDepth(Runnable call, long a, long b, long c, long d, long e, long f) {
		try {
			callAtEachDepth(call, b, c, d, e, f, a);
		}
		catch (StackOverflowError ex) {
			// there may be room for the call here
		}
		try {
			call.run();
		}
		catch (StackOverflowError ex) {
			// there may be room for it one frame further up
		}
		return a + b * c + d * e + f;
	}

}
