package dev.taskstream.sse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class DeliveryRoundsTests {

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final Executor rounds = new DeliveryRounds(Runnable::run, this.scheduler);

	private final List<String> done = new CopyOnWriteArrayList<>();

	@Test
	void endsWaitUntilEverybodyHasBeenServed() {
		this.rounds.execute(() -> {
			for (int i = 1; i <= 2; i++) {
				String stream = "stream " + i;
				this.done.add(stream + " served");
				DeliveryRounds.after(() -> this.done.add(stream + " ended"));
			}
		});

		assertThat(this.done).containsExactly("stream 1 served", "stream 2 served", "stream 1 ended", "stream 2 ended");
	}

	@AfterEach
	void stop() {
		this.scheduler.shutdownNow();
	}

	@Test
	void manyEndsAreNotLetLooseTogether() {
		CountDownLatch busy = new CountDownLatch(1);
		this.scheduler.execute(() -> await().until(() -> busy.getCount() == 0));

		this.rounds.execute(() -> IntStream.range(0, 100)
			.forEach((i) -> DeliveryRounds.after(() -> this.done.add("stream " + i + " ended"))));
		assertThat(this.done).hasSize(32);

		busy.countDown();
		await().until(() -> this.done.size() == 100);
		assertThat(this.done).doesNotHaveDuplicates().endsWith("stream 99 ended");
	}

	@Test
	void withoutARoundAnEndDoesNotWait() {
		DeliveryRounds.after(() -> this.done.add("ended"));
		assertThat(this.done).containsExactly("ended");

		this.rounds.execute(() -> this.done.add("served"));
		DeliveryRounds.after(() -> this.done.add("ended"));
		assertThat(this.done).containsExactly("ended", "served", "ended");
	}

	@Test
	void aRoundThatFailsStillEndsWhatItServed() {
		assertThatIllegalStateException().isThrownBy(() -> this.rounds.execute(() -> {
			DeliveryRounds.after(() -> this.done.add("ended"));
			throw new IllegalStateException("broken");
		}));

		assertThat(this.done).containsExactly("ended");
	}

}
