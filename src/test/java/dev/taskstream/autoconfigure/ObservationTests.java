package dev.taskstream.autoconfigure;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import dev.taskstream.TaskService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A run is an observation.
 */
class ObservationTests {

	@Test
	void aRunIsAChildOfTheRequestThatStartedIt() throws Exception {
		try (RunningApplication application = RunningApplication.with(Observed.class)) {
			start(application, false);

			Observation.Context run = awaitRun(application);
			assertThat(run.getContextualName()).isEqualTo("task Observing");
			assertThat(run.getParentObservation().getContextView().getName()).isEqualTo("http.server.requests");
			assertThat(run.getLowCardinalityKeyValue("name").getValue()).isEqualTo("Observing");
			assertThat(run.getLowCardinalityKeyValue("outcome").getValue()).isEqualTo("completed");
			assertThat(run.getHighCardinalityKeyValue("taskId").getValue()).hasSize(36);
			assertThat(application.bean(Recorder.class).seenInside).isEqualTo("taskstream.task");
		}
	}

	@Test
	void theOutcomeIsATagOfTheTimer() throws Exception {
		try (RunningApplication application = RunningApplication.with(Observed.class)) {
			start(application, true);
			awaitRun(application);

			MeterRegistry meters = application.bean(MeterRegistry.class);
			await().untilAsserted(() -> assertThat(
					meters.get("taskstream.task").tags("name", "Observing", "outcome", "failed").timer().count())
				.isEqualTo(1));
		}
	}

	@Test
	void aTaskThatIsStartedByNobodyHasNoParent() {
		try (RunningApplication application = RunningApplication.with(Observed.class)) {
			application.start(new Observing(application.bean(Recorder.class), false));

			assertThat(awaitRun(application).getParentObservation()).isNull();
		}
	}

	private static void start(RunningApplication application, boolean fail) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(application.request("/observed?fail=" + fail).uri())
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();
		assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
			.isEqualTo(200);
	}

	private static Observation.Context awaitRun(RunningApplication application) {
		Queue<Observation.Context> stopped = application.bean(Recorder.class).stopped;
		return await().until(() -> stopped.stream()
			.filter((one) -> one.getName().equals("taskstream.task"))
			.findFirst()
			.orElse(null), (run) -> run != null);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Starter.class)
	static class Observed {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

	@RestController
	record Starter(TaskService tasks, Recorder recorder, ObservationRegistry registry) {

		@PostMapping("/observed")
		void start(@RequestParam boolean fail) {
			this.recorder.registry = this.registry;
			this.tasks.start(new Observing(this.recorder, fail));
		}

	}

	static final class Recorder implements ObservationHandler<Observation.Context> {

		final Queue<Observation.Context> stopped = new ConcurrentLinkedQueue<>();

		volatile @Nullable ObservationRegistry registry;

		volatile @Nullable String seenInside;

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	static final class Observing extends BaseTask<Void, Void> {

		private final Recorder recorder;

		private final boolean fail;

		Observing(Recorder recorder, boolean fail) {
			this.recorder = recorder;
			this.fail = fail;
		}

		@Override
		protected Void execute(Void none, ProgressHandle progress) {
			if (this.recorder.registry != null) {
				this.recorder.seenInside = this.recorder.registry.getCurrentObservation().getContext().getName();
			}
			if (this.fail) {
				throw new TaskException("failed", "As told");
			}
			return null;
		}

	}

}
