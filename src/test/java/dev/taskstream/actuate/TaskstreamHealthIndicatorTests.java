package dev.taskstream.actuate;

import java.util.UUID;

import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class TaskstreamHealthIndicatorTests {

	private final TaskEngine engine = Engines.engine(1, 1);

	private final TaskstreamHealthIndicator indicator = new TaskstreamHealthIndicator(this.engine);

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	@AfterEach
	void close() {
		this.stubborn.letGo.countDown();
		this.engine.close();
	}

	@Test
	void busyWorkersAreHealthy() throws InterruptedException {
		this.engine.service().start(this.stubborn);
		this.stubborn.started.await();

		Health health = this.indicator.health();

		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("workers", 1)
			.containsEntry("active", 1)
			.containsEntry("queued", 0)
			.containsEntry("lingering", 0);
	}

	@Test
	void downWhenEveryWorkerLingers() throws InterruptedException {
		UUID task = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();

		this.engine.service().cancel(task);

		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void outOfServiceWhileStopping() {
		this.engine.refuse();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

		this.engine.open();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

}
