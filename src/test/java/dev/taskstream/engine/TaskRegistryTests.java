package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;

import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskRegistryTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"));

	private final ManualScheduler scheduler = new ManualScheduler(this.clock);

	private final Retention retention = new Retention(100, 1_000_000);

	private final TaskRegistry registry = new TaskRegistry(this.retention);

	/**
	 * A run whose observer does nothing, so that the test decides when the registry
	 * hears.
	 */
	private final TaskRun run = TestRuns.create(this.scheduler, this.clock, null);

	@Test
	void anActiveRunIsFoundAndNotRemoved() {
		this.registry.add(this.run);

		assertThat(this.registry.find(this.run.id())).containsSame(this.run);
		assertThat(this.registry.active()).containsExactly(this.run);
		assertThat(this.registry.remove(this.run)).isFalse();
	}

	@Test
	void anEndedRunIsFoundUntilItIsRemoved() {
		this.registry.add(this.run);
		this.run.cancel();
		this.registry.ended(this.run);

		assertThat(this.registry.find(this.run.id())).containsSame(this.run);
		assertThat(this.registry.active()).isEmpty();
		assertThat(this.registry.remove(this.run)).isTrue();
		assertThat(this.registry.find(this.run.id())).isEmpty();
		assertThat(this.registry.remove(this.run)).isFalse();
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.retention.expire()).isEmpty();
	}

	@Test
	void aRunIsRemovedAsSoonAsItsEndCanBeSeen() {
		this.registry.add(this.run);
		this.run.cancel();

		assertThat(this.registry.remove(this.run)).isTrue();
		this.registry.ended(this.run);

		assertThat(this.registry.find(this.run.id())).isEmpty();
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.retention.expire()).isEmpty();
	}

	@Test
	void aSweepForgetsWhatHasExpired() {
		this.registry.add(this.run);
		this.run.cancel();
		this.registry.ended(this.run);

		this.clock.advance(Duration.ofMinutes(10));
		this.registry.sweep();

		assertThat(this.registry.remove(this.run)).isFalse();
	}

	@Test
	void aRunThatWasNeverAcceptedIsNotFound() {
		this.registry.add(this.run);
		this.registry.discard(this.run);

		assertThat(this.registry.find(this.run.id())).isEmpty();
	}

}
