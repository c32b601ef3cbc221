package dev.taskstream.actuate;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.taskstream.TaskQueueFullException;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class TaskMetricsTests {

	private final TaskEngine engine = Engines.engine(1, 1);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	TaskMetricsTests() {
		new TaskMetrics(this.engine).bindTo(this.registry);
	}

	@AfterEach
	void close() {
		this.stubborn.letGo.countDown();
		this.engine.close();
	}

	@Test
	void runsAreTimedByNameAndOutcome() throws InterruptedException {
		this.engine.service().start(Engines.quick("import"));
		await().until(() -> count("import", "completed") == 1);

		UUID cancelled = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.engine.service().cancel(cancelled);

		assertThat(count("stubborn", "cancelled")).isEqualTo(1);
		assertThat(
				this.registry.get("taskstream.tasks").tag("name", "stubborn").timer().totalTime(TimeUnit.NANOSECONDS))
			.isPositive();
	}

	@Test
	void aRunCancelledInTheQueueTookNoTime() throws InterruptedException {
		this.engine.service().start(this.stubborn);
		this.stubborn.started.await();

		this.engine.service().cancel(this.engine.service().start(Engines.quick("queued")).taskId());

		assertThat(count("queued", "cancelled")).isEqualTo(1);
		assertThat(this.registry.get("taskstream.tasks").tag("name", "queued").timer().totalTime(TimeUnit.NANOSECONDS))
			.isZero();
	}

	@Test
	void gaugesFollowTheEngine() throws InterruptedException {
		UUID running = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.engine.service().start(Engines.quick("queued"));

		assertThat(gauge("active")).isEqualTo(1);
		assertThat(gauge("queued")).isEqualTo(1);
		assertThat(gauge("lingering")).isZero();

		this.engine.service().cancel(running);

		assertThat(gauge("active")).isZero();
		assertThat(gauge("lingering")).isEqualTo(1);
	}

	@Test
	void rejectionsAreCounted() {
		assertThat(this.registry.get("taskstream.tasks.rejected").counter().count()).isZero();
		this.engine.refuse();

		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.engine.service().start(Engines.quick("late")));

		assertThat(this.registry.get("taskstream.tasks.rejected").counter().count()).isEqualTo(1);
	}

	@Test
	void namesAreBounded() {
		BoundedNames names = new BoundedNames();
		for (int i = 0; i < BoundedNames.LIMIT; i++) {
			assertThat(names.bound("import " + i)).isEqualTo("import " + i);
		}

		assertThat(names.bound("one more")).isEqualTo("other");
		assertThat(names.bound("import 0")).isEqualTo("import 0");
	}

	private double count(String name, String outcome) {
		return this.registry.find("taskstream.tasks")
			.tags("name", name, "outcome", outcome)
			.timers()
			.stream()
			.mapToDouble((timer) -> timer.count())
			.sum();
	}

	private double gauge(String name) {
		return this.registry.get("taskstream.tasks." + name).gauge().value();
	}

}
