package org.example.sample;

import java.util.concurrent.Callable;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.slf4j.MDC;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Starts tasks that tests want to look into.
 */
@RestController
class ProbeController {

	private final TaskService tasks;

	private final ObservationRegistry observations;

	ProbeController(TaskService tasks, ObservationRegistry observations) {
		this.tasks = tasks;
		this.observations = observations;
	}

	@PostMapping("/api/probes")
	TaskStartResponse probe() {
		try (MDC.MDCCloseable mdc = MDC.putCloseable("tenant", "acme")) {
			return this.tasks.start(new Probe(this.observations));
		}
	}

	@PostMapping("/api/probes/in-a-callable")
	Callable<TaskStartResponse> callable() {
		return () -> this.tasks.start(new Probe(this.observations));
	}

	@PostMapping("/api/probes/in-a-task")
	TaskStartResponse parent() {
		return this.tasks.start(new Parent());
	}

	@PostMapping("/api/waits")
	TaskStartResponse waiting() {
		return this.tasks.start(new Wait());
	}

	/**
	 * Says in which context it runs.
	 */
	static final class Probe extends BaseTask<Void, Probe.Seen> {

		private final ObservationRegistry observations;

		Probe(ObservationRegistry observations) {
			this.observations = observations;
		}

		@Override
		protected Seen execute(Void params, ProgressHandle progress) {
			Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
			ObservationView starter = this.observations.getCurrentObservation().getContextView().getParentObservation();
			return new Seen((authentication != null) ? authentication.getName() : null, MDC.get("tenant"),
					MDC.get("taskId") != null, (starter != null) ? starter.getContextView().getName() : null);
		}

		record Seen(String user, String tenant, boolean taskId, String observation) {

		}

	}

	/**
	 * Starts another task, and returns where that is watched.
	 */
	private final class Parent extends BaseTask<Void, TaskStartResponse> {

		@Override
		protected TaskStartResponse execute(Void params, ProgressHandle progress) {
			return ProbeController.this.tasks.start(new Wait());
		}

	}

	/**
	 * Reports that it is there and then only waits to be interrupted.
	 */
	static final class Wait extends BaseTask<Void, String> {

		@Override
		protected String execute(Void params, ProgressHandle progress) throws InterruptedException {
			progress.report("waiting", 0.5);
			synchronized (this) {
				while (!progress.isCancelled()) {
					wait();
				}
			}
			return "interrupted";
		}

	}

}
