package dev.taskstream.sse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DeliveryRoundsTests {

	private final Executor rounds = new DeliveryRounds(Runnable::run);

	private final List<String> done = new ArrayList<>();

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
