package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.actuate.TaskstreamHealthIndicator;
import dev.taskstream.engine.Engines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ActuatorTests {

	@Test
	void metersCountTasksAndStreams() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with()) {
			MeterRegistry meters = application.bean(MeterRegistry.class);

			String body = application.get(application.start(Engines.quick("quick"))).body();

			assertThat(body).contains("event: task_completed");
			await().until(() -> meters.get("taskstream.streams.open").gauge().value() == 0);
			await().until(() -> meters.find("taskstream.tasks").tags("name", "quick").timer() != null);
			assertThat(meters.get("taskstream.streams.delivered").functionCounter().count()).isEqualTo(2);
			assertThat(meters.getMeters()).extracting((meter) -> meter.getId().getName())
				.contains("taskstream.tasks.active", "taskstream.tasks.queued", "taskstream.tasks.lingering",
						"taskstream.tasks.rejected", "taskstream.streams.superseded",
						"taskstream.streams.write.failures", "taskstream.streams.keepalives",
						"taskstream.streams.refused", "taskstream.streams.stalled");
		}
	}

	@Test
	void lazyInitializationLosesNoTask() {
		try (RunningApplication application = RunningApplication.with("spring.main.lazy-initialization=true")) {
			String stream = application.start(Engines.quick("quick"));
			UUID id = UUID.fromString(stream.split("/")[3]);
			await().until(() -> application.bean(TaskService.class).find(id).orElseThrow().status().isFinal());

			MeterRegistry meters = application.bean(MeterRegistry.class);

			await().until(() -> meters.find("taskstream.tasks").tags("name", "quick").timer() != null);
		}
	}

	@Test
	void whatASlowClientSkipsIsCounted() throws IOException {
		try (RunningApplication application = RunningApplication.with("taskstream.tomcat.send-buffer=8KB",
				"taskstream.stream.history=8"); Socket client = new Socket()) {
			MeterRegistry meters = application.bean(MeterRegistry.class);
			Engines.Stubborn gate = new Engines.Stubborn();
			String stream = application.start(new Talkative(gate));
			client.setReceiveBufferSize(4096);
			client.connect(new InetSocketAddress("127.0.0.1", application.port()));
			client.getOutputStream()
				.write(("GET " + stream + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			await().until(() -> meters.get("taskstream.streams.open").gauge().value() == 1);

			gate.letGo.countDown();
			UUID id = UUID.fromString(stream.split("/")[3]);
			await().until(() -> application.bean(TaskService.class).find(id).orElseThrow().status().isFinal());
			InputStream answer = client.getInputStream();

			assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8)).contains("event: task_completed");
			assertThat(meters.get("taskstream.streams.superseded").functionCounter().count()).isPositive();
		}
	}

	@Test
	void streamsAreNoLatency() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with()) {
			MeterRegistry meters = application.bean(MeterRegistry.class);
			String stream = application.start(Engines.quick("quick"));

			application.get(stream);
			application.get(stream.substring(0, stream.lastIndexOf('/')));

			await().untilAsserted(() -> assertThat(meters.find("http.server.requests").timers())
				.extracting((Timer timer) -> timer.getId().getTag("uri"))
				.containsExactly("/api/tasks/{taskId}"));
		}
	}

	@Test
	void theEndpointShowsTasksButNoResults() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication
			.with("management.endpoints.web.exposure.include=tasks")) {
			TaskStartResponse started = application.bean(TaskService.class).start(new Talkative(null));
			application.get(started.streamUrl());

			HttpResponse<String> all = application.get("/actuator/tasks?status=completed&limit=5");
			assertThat(all.statusCode()).isEqualTo(200);
			assertThat(all.body()).contains("\"total\":1", started.taskId().toString(), "\"status\":\"COMPLETED\"")
				.doesNotContain("secret result", "xxx");
			HttpResponse<String> one = application.get("/actuator/tasks/" + started.taskId());
			assertThat(one.body()).contains("\"name\":\"Talkative\"").doesNotContain("secret result", "xxx");
			assertThat(application.get("/actuator/tasks/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
			assertThat(application.get("/actuator/tasks?status=failed").body()).contains("\"tasks\":[]");
		}
	}

	@Test
	void livenessFailsWhileAllWorkersAreOccupiedByCodeThatHasNoTask() throws Exception {
		try (RunningApplication application = RunningApplication.with("taskstream.executor.pool-size=1",
				"management.endpoint.health.probes.enabled=true",
				"management.endpoint.health.group.liveness.include=livenessState,taskstream")) {
			Engines.Stubborn stubborn = new Engines.Stubborn();
			UUID id = application.bean(TaskService.class).start(stubborn).taskId();
			stubborn.started.await();
			assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

			application.bean(TaskService.class).cancel(id);

			assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(503);
			stubborn.letGo.countDown();
			await().until(() -> application.get("/actuator/health/liveness").statusCode() == 200);
		}
	}

	@Test
	void healthNamesTaskstream() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with("management.endpoint.health.show-details=always",
				"taskstream.executor.pool-size=2")) {
			assertThat(application.get("/actuator/health/taskstream").body()).contains("\"status\":\"UP\"",
					"\"workers\":2");
		}
	}

	@Test
	void theContributorCanBeSwitchedOff() {
		try (RunningApplication application = RunningApplication.with("management.health.taskstream.enabled=false")) {
			assertThat(application.hasBean(TaskstreamHealthIndicator.class)).isFalse();
		}
	}

	/**
	 * Reports large texts, if asked to after the gate has opened.
	 */
	private static final class Talkative extends BaseTask<Void, String> {

		private final Engines.Stubborn gate;

		Talkative(Engines.Stubborn gate) {
			this.gate = gate;
		}

		@Override
		protected String execute(Void params, ProgressHandle progress) throws InterruptedException {
			if (this.gate != null) {
				this.gate.letGo.await();
			}
			for (int i = 0; i < 200; i++) {
				progress.report("x".repeat(60_000));
			}
			return "secret result";
		}

	}

}
