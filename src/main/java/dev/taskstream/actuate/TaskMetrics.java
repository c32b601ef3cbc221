package dev.taskstream.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.taskstream.TaskInfo;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.engine.TaskListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * A {@link MeterBinder} for tasks: the timer {@code taskstream.tasks} with the tags
 * {@code name} and {@code outcome}, gauges for the active, queued and lingering tasks,
 * and a counter for the rejected ones.
 */
public final class TaskMetrics implements MeterBinder {

	private final TaskEngine engine;

	/**
	 * Create a binder for an engine.
	 * @param engine the engine
	 */
	public TaskMetrics(TaskEngine engine) {
		this.engine = engine;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "active", "Tasks that run", EngineState::active);
		gauge(registry, "queued", "Tasks that wait for a worker", EngineState::queued);
		gauge(registry, "lingering", "Tasks that have ended while their code still occupies a worker",
				EngineState::lingering);
		this.engine.addListener(new Recorder(registry));
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<EngineState> value) {
		Gauge.builder("taskstream.tasks." + name, this.engine, (source) -> value.applyAsDouble(source.state()))
			.description(description)
			.baseUnit("tasks")
			.register(registry);
	}

	private static final class Recorder implements TaskListener {

		private final MeterRegistry registry;

		private final BoundedNames names = new BoundedNames();

		private final Counter rejected;

		Recorder(MeterRegistry registry) {
			this.registry = registry;
			this.rejected = Counter.builder("taskstream.tasks.rejected")
				.description("Tasks rejected because there was no place or the service was stopping")
				.baseUnit("tasks")
				.register(registry);
		}

		@Override
		public void ended(TaskInfo task) {
			Timer.builder("taskstream.tasks")
				.description("Runs of tasks, from the start of their execution to their end")
				.tag("name", this.names.bound(task.name()))
				.tag("outcome", task.status().name().toLowerCase(Locale.ROOT))
				.register(this.registry)
				.record(timeOf(task));
		}

		/**
		 * Return the time of the execution, zero for a task that was cancelled in the
		 * queue.
		 */
		private static Duration timeOf(TaskInfo task) {
			Instant startedAt = task.startedAt();
			Instant finishedAt = task.finishedAt();
			return (startedAt != null && finishedAt != null) ? Duration.between(startedAt, finishedAt) : Duration.ZERO;
		}

		@Override
		public void rejected() {
			this.rejected.increment();
		}

	}

}
