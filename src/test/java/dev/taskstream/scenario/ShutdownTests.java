package dev.taskstream.scenario;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the application's stop looks like to those who watch. Spring's own limit for a
 * graceful stop is longer than these tests may take, so a stream that delays it fails
 * them.
 */
@Timeout(25)
class ShutdownTests {

	@RegisterExtension
	final QuietLog log = new QuietLog();

	@Test
	void everyStreamGetsTheEndAndTheStopIsPrompt() throws Exception {
		List<StreamRecorder> recorders = new ArrayList<>();
		try (RunningService service = RunningService.start("--taskstream.executor.pool-size=5",
				"--taskstream.executor.queue-capacity=5")) {
			this.log.attach();
			for (int i = 0; i < 10; i++) {
				TaskStartResponse started = service.tasks().start(new Puppet());
				for (int j = 0; j < 5; j++) {
					recorders.add(StreamRecorder.open(service.address(started.streamUrl())));
				}
			}
			assertThat(service.streams().size()).isEqualTo(50);
		}
		for (StreamRecorder recorder : recorders) {
			List<StreamRecorder.Event> events = recorder.rest();
			StreamRecorder.Event end = events.get(events.size() - 1);
			assertThat(end.type()).isEqualTo("task_failed");
			assertThat(end.data().path("status").asString()).isEqualTo("CANCELLED");
			assertThat(end.errorCode()).isEqualTo("shutting_down");
			recorder.endsHere();
			recorder.close();
		}
		// They must not all come to the next instance at once
		assertThat(recorders).extracting(StreamRecorder::retry).allMatch((retry) -> retry.matches("\\d{4,5}"));
		assertThat(recorders.stream().map(StreamRecorder::retry).distinct()).hasSizeGreaterThan(25);
	}

	@Test
	void clientThatTakesNothingDoesNotDelayTheStop() throws Exception {
		String big = "x".repeat(60_000);
		Puppet puppet = new Puppet();
		try (RunningService service = RunningService.start(); RawPeer stalled = RawPeer.connect(service.port(), 4096)) {
			this.log.attach();
			TaskStartResponse started = service.tasks().start(puppet);
			stalled.sends("GET " + started.streamUrl() + " HTTP/1.1", "Host: localhost");
			await().until(() -> service.streams().size() == 1);
			puppet.reportsUntilNothingIsTaken(big, service.counters());
			service.close();

			stalled.readToEnd();
		}
	}

	@Test
	void runThatFinishesWithinTheGraceDoesSo() throws Exception {
		Puppet puppet = new Puppet();
		try (RunningService service = RunningService.start("--taskstream.shutdown-grace=20s")) {
			this.log.attach();
			TaskStartResponse started = service.tasks().start(puppet);
			StreamRecorder early = StreamRecorder.open(service.address(started.streamUrl()));
			early.next();
			Thread stop = service.beginStop();
			await().until(() -> startIsRefused(service));

			StreamRecorder late = StreamRecorder.open(service.address(started.streamUrl()));
			puppet.reports("still here").completes("done");

			assertThat(early.rest()).extracting(StreamRecorder.Event::type)
				.containsExactly("progress_update", "task_completed");
			assertThat(late.rest()).extracting(StreamRecorder.Event::type)
				.containsExactly("task_started", "progress_update", "task_completed");
			stop.join();
			early.close();
			late.close();
		}
	}

	@Test
	void newTaskIsRefusedWhileStopping() throws Exception {
		Puppet puppet = new Puppet();
		try (RunningService service = RunningService.start("--taskstream.shutdown-grace=20s")) {
			this.log.attach();
			service.tasks().start(puppet);
			Thread stop = service.beginStop();
			await().until(() -> startIsRefused(service));

			HttpResponse<String> refused = Requests.send(service.port(), "POST", "/work");

			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(Requests.header(refused, "Retry-After")).matches("\\d+");
			puppet.completes(null);
			stop.join();
		}
	}

	@Test
	void newStreamAfterTheGraceIsAskedToComeBackButTheEndIsAnswered() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		Puppet stubborn = new Puppet().does((progress) -> awaitUninterruptibly(release)).completes(null);
		try (RunningService service = RunningService.start("--taskstream.shutdown-timeout=20s")) {
			this.log.attach();
			TaskStartResponse started = service.tasks().start(stubborn);
			await().until(() -> status(service, started) == TaskStatus.RUNNING);
			Thread stop = service.beginStop();
			await().until(() -> status(service, started) == TaskStatus.CANCELLED);

			await().untilAsserted(() -> {
				HttpResponse<String> sentAway = Requests.send(service.port(), "GET", started.streamUrl());
				assertThat(sentAway.statusCode()).isEqualTo(200);
				assertThat(sentAway.body()).matches("retry: \\d{4,5}\n:the service is stopping, please come back\n");
			});
			assertThat(Requests.send(service.port(), "GET", started.streamUrl(), "Last-Event-ID", "2").statusCode())
				.isEqualTo(204);
			release.countDown();
			stop.join();
		}
	}

	@Test
	void restartedApplicationTakesTasksAgain() throws Exception {
		try (RunningService service = RunningService.start()) {
			this.log.attach();
			TaskStartResponse before = service.tasks().start(new Puppet());
			service.context().stop();
			assertThat(service.tasks().find(before.taskId()).map(TaskInfo::status)).contains(TaskStatus.CANCELLED);

			service.context().start();

			TaskStartResponse after = service.tasks().start(new Puppet().completes("again"));
			try (StreamRecorder stream = StreamRecorder
				.open(Address.of(service.context().getWebServer().getPort(), after.streamUrl()))) {
				assertThat(stream.rest()).extracting(StreamRecorder.Event::type)
					.containsExactly("task_started", "task_completed");
			}
		}
	}

	@Test
	void pausedApplicationTakesTasksAgain() throws Exception {
		try (RunningService service = RunningService.start()) {
			this.log.attach();
			service.context().pause();
			service.context().restart();

			TaskStartResponse after = service.tasks().start(new Puppet().completes("again"));

			await().atMost(Duration.ofSeconds(10)).until(() -> status(service, after) == TaskStatus.COMPLETED);
		}
	}

	private static TaskStatus status(RunningService service, TaskStartResponse started) {
		return service.tasks().find(started.taskId()).orElseThrow().status();
	}

	private static boolean startIsRefused(RunningService service) {
		try {
			service.tasks().start(new Puppet().completes(null));
			return false;
		}
		catch (dev.taskstream.TaskQueueFullException ex) {
			return true;
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// stubborn
			}
		}
	}

}
