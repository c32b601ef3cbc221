package dev.taskstream.actuate;

import java.util.Locale;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.engine.RunInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * A {@link RunInterceptor} that observes each run as {@code taskstream.task}, a child of
 * the observation in whose scope the task was started.
 */
public final class TaskObservations implements RunInterceptor {

	private final ObservationRegistry registry;

	private final BoundedNames names = new BoundedNames();

	/**
	 * Create an interceptor.
	 * @param registry the registry of the observations
	 */
	public TaskObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Runnable intercept(TaskLog log, Runnable execution) {
		Observation parent = this.registry.getCurrentObservation();
		return () -> {
			TaskInfo task = log.info();
			if (task.status().isFinal()) {
				execution.run();
				return;
			}
			Observation observation = Observation.createNotStarted("taskstream.task", this.registry)
				.contextualName("task " + task.name())
				.lowCardinalityKeyValue("name", this.names.bound(task.name()))
				.lowCardinalityKeyValue("outcome", "none")
				.highCardinalityKeyValue("taskId", task.taskId().toString())
				.parentObservation(parent);
			observation.observe(() -> {
				execution.run();
				observation.lowCardinalityKeyValue("outcome", log.info().status().name().toLowerCase(Locale.ROOT));
			});
		};
	}

}
