package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.taskstream.TaskCall;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TaskRegistryTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"));

	private final ManualScheduler scheduler = new ManualScheduler(this.clock);

	private final Retention retention = new Retention(Duration.ofMinutes(10), 100);

	private final TaskRegistry registry = new TaskRegistry(this.retention, this.clock);

	/**
	 * Tells a registry of its own of its end, so that the test decides when ours hears.
	 */
	private final TaskRun run = new TaskRun(UUID.randomUUID(), new TaskCall<>(ScriptedTask.returning(null), null), null,
			environment(new TaskRegistry(new Retention(Duration.ofMinutes(10), 100), this.clock)));

	private RunEnvironment environment(TaskRegistry other) {
		EngineSettings settings = new EngineSettings(1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO,
				Duration.ofMinutes(10), 100, 8, Duration.ZERO, true);
		return new RunEnvironment(settings, this.clock, EventSequence.fromOne(),
				new WorkerPool(TestWorkers.create(1, 1), 1, 1, (work) -> work),
				new Delivery(Runnable::run, this.scheduler, Duration.ZERO), this.scheduler, other,
				new Lingering(this.scheduler), new Endings(new ResultWriter(JsonMapper.builder().build()), true),
				new TaskListeners());
	}

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
		this.run.cancel("cancelled", "Enough.");
		this.registry.ended(this.run);

		assertThat(this.registry.find(this.run.id())).containsSame(this.run);
		assertThat(this.registry.active()).isEmpty();
		assertThat(this.registry.remove(this.run)).isTrue();
		assertThat(this.registry.find(this.run.id())).isEmpty();
		assertThat(this.registry.remove(this.run)).isFalse();
		assertThat(this.retention.expire(this.clock.instant().plusSeconds(3600))).isEmpty();
	}

	@Test
	void aRunIsRemovedAsSoonAsItsEndCanBeSeen() {
		this.registry.add(this.run);
		this.run.cancel("cancelled", "Enough.");

		assertThat(this.registry.remove(this.run)).isTrue();
		this.registry.ended(this.run);

		assertThat(this.registry.find(this.run.id())).isEmpty();
		assertThat(this.retention.expire(this.clock.instant().plusSeconds(3600))).isEmpty();
	}

	@Test
	void aSweepForgetsWhatHasExpired() {
		this.registry.add(this.run);
		this.run.cancel("cancelled", "Enough.");
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
