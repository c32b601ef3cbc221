package dev.taskstream.scenario;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import dev.taskstream.sse.OpenStreams;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Status, cancellation and removal, and how runs end.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "taskstream.executor.pool-size=1")
class EndpointsTests extends Scenario {

	@Autowired
	WorkController controller;

	@Autowired
	OpenStreams streams;

	private final Puppet puppet = new Puppet();

	@Test
	void startAnswersWithIdAndStreamUrl() throws Exception {
		this.controller.starts(this.puppet.completes(null));

		JsonNode started = Requests.json(Requests.send(this.port, "POST", "/work"));

		UUID taskId = UUID.fromString(started.path("taskId").stringValue());
		assertThat(taskId.version()).isEqualTo(4);
		assertThat(started.path("streamUrl").stringValue()).isEqualTo("/api/tasks/" + taskId + "/stream");
		assertThat(started.propertyNames()).containsExactly("taskId", "streamUrl");
	}

	@Test
	void statusHasEveryMemberAtEveryTime() throws Exception {
		TaskStartResponse first = this.tasks.start(this.puppet);
		Puppet second = new Puppet();
		TaskStartResponse waiting = this.tasks.start(second);
		await().until(() -> status(first) == TaskStatus.RUNNING);

		JsonNode pending = Requests.json(get(waiting));
		this.puppet.reports("half", 0.5);
		await().until(() -> this.tasks.find(first.taskId()).orElseThrow().value() != null);
		JsonNode running = Requests.json(get(first));
		this.puppet.completes(Map.of("rows", 1));
		second.fails("broken", "It broke.");
		await().until(() -> status(waiting) == TaskStatus.FAILED);
		JsonNode completed = Requests.json(get(first));
		JsonNode failed = Requests.json(get(waiting));

		String[] members = { "taskId", "name", "status", "text", "value", "createdAt", "startedAt", "finishedAt",
				"result", "error" };
		for (JsonNode info : new JsonNode[] { pending, running, completed, failed }) {
			assertThat(info.propertyNames()).containsExactly(members);
			assertThat(Instant.parse(info.path("createdAt").stringValue())).isBefore(Instant.now());
		}
		assertThat(pending.path("status").stringValue()).isEqualTo("PENDING");
		for (String member : new String[] { "text", "value", "startedAt", "finishedAt", "result", "error" }) {
			assertThat(pending.path(member).isNull()).as(member).isTrue();
		}
		assertThat(running.path("status").stringValue()).isEqualTo("RUNNING");
		assertThat(running.path("text").stringValue()).isEqualTo("half");
		assertThat(running.path("value").doubleValue()).isEqualTo(0.5);
		assertThat(completed.path("result").path("rows").intValue()).isEqualTo(1);
		assertThat(completed.path("error").isNull()).isTrue();
		assertThat(failed.path("error").path("code").stringValue()).isEqualTo("broken");
		assertThat(failed.path("error").path("message").stringValue()).isEqualTo("It broke.");
	}

	@Test
	void headOfAStreamHasItsHeadersAndOpensNone() throws Exception {
		TaskStartResponse started = this.tasks.start(this.puppet);

		HttpResponse<String> head = Requests.send(this.port, "HEAD", started.streamUrl());

		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(Requests.header(head, "Content-Type")).startsWith("text/event-stream");
		assertThat(Requests.header(head, "Cache-Control")).isEqualTo("no-cache, no-transform");
		assertThat(Requests.header(head, "X-Accel-Buffering")).isEqualTo("no");
		assertThat(this.streams.size()).isZero();
		assertThat(Requests.send(this.port, "HEAD", "/api/tasks/" + UUID.randomUUID() + "/stream").statusCode())
			.isEqualTo(404);
		this.tasks.cancel(started.taskId());
	}

	@Test
	void cancelEndsARunningTaskForItsWatchersAtOnce() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		TaskStartResponse started = this.tasks.start(this.puppet.does((progress) -> {
			try {
				new CountDownLatch(1).await();
			}
			finally {
				interrupted.countDown();
			}
		}));

		try (StreamRecorder stream = open(started)) {
			stream.next();
			HttpResponse<String> response = Requests.send(this.port, "POST",
					"/api/tasks/" + started.taskId() + "/cancel");

			assertThat(response.statusCode()).isEqualTo(202);
			assertThat(Requests.json(response).path("status").stringValue()).isEqualTo("CANCELLED");
			StreamRecorder.Event end = stream.next();
			assertThat(end.type()).isEqualTo("task_failed");
			assertThat(end.data().path("status").stringValue()).isEqualTo("CANCELLED");
			assertThat(end.errorCode()).isEqualTo("cancelled");
			stream.endsHere();
			interrupted.await();
		}
	}

	@Test
	void cancelledWhileQueuedHasOneEvent() throws Exception {
		TaskStartResponse first = this.tasks.start(this.puppet);
		TaskStartResponse waiting = this.tasks.start(new Puppet());

		try (StreamRecorder stream = open(waiting)) {
			Requests.send(this.port, "POST", "/api/tasks/" + waiting.taskId() + "/cancel");

			StreamRecorder.Event end = stream.next();
			assertThat(end.id()).isEqualTo(1);
			assertThat(end.errorCode()).isEqualTo("cancelled");
			stream.endsHere();
		}
		this.tasks.cancel(first.taskId());
	}

	@Test
	void removedTaskIsUnknown() throws Exception {
		TaskStartResponse started = this.tasks.start(this.puppet.completes(null));
		await().until(() -> status(started).isFinal());

		HttpResponse<String> response = Requests.send(this.port, "DELETE", "/api/tasks/" + started.taskId());

		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(get(started).statusCode()).isEqualTo(404);
	}

	@Test
	void timeoutCountsFromTheStartOfExecution() throws Exception {
		TaskStartResponse blocker = this.tasks.start(this.puppet);
		TaskStartResponse limited = this.tasks.start(new Puppet().timesOutAfter(Duration.ofMillis(50)));

		try (StreamRecorder stream = open(limited)) {
			await().pollDelay(Duration.ofMillis(200)).until(() -> status(limited) == TaskStatus.PENDING);
			this.puppet.completes(null);

			assertThat(stream.next().type()).isEqualTo("task_started");
			StreamRecorder.Event end = stream.next();
			assertThat(end.type()).isEqualTo("task_failed");
			assertThat(end.data().path("status").stringValue()).isEqualTo("TIMED_OUT");
			assertThat(end.errorCode()).isEqualTo("timed_out");
			stream.endsHere();
		}
		assertThat(status(blocker)).isEqualTo(TaskStatus.COMPLETED);
	}

	@Test
	void codeThatLingersKeepsItsWorkerAndSaysNothingMore() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TaskStartResponse stubborn = this.tasks.start(this.puppet.does((progress) -> {
			while (release.getCount() > 0) {
				Thread.onSpinWait();
			}
			assertThat(progress.isCancelled()).isTrue();
		}).reports("too late").completes("too late"));
		await().until(() -> status(stubborn) == TaskStatus.RUNNING);
		this.tasks.cancel(stubborn.taskId());
		TaskStartResponse next = this.tasks.start(new Puppet().completes(null));

		try (StreamRecorder ended = open(stubborn); StreamRecorder waiting = open(next)) {
			assertThat(ended.rest()).extracting(StreamRecorder.Event::type)
				.containsExactly("task_started", "task_failed");
			assertThat(status(next)).isEqualTo(TaskStatus.PENDING);

			release.countDown();

			assertThat(waiting.rest()).extracting(StreamRecorder.Event::type)
				.containsExactly("task_started", "task_completed");
			assertThat(status(stubborn)).isEqualTo(TaskStatus.CANCELLED);
		}
	}

	private HttpResponse<String> get(TaskStartResponse started) throws Exception {
		return Requests.send(this.port, "GET", "/api/tasks/" + started.taskId());
	}

	private TaskStatus status(TaskStartResponse started) {
		return this.tasks.find(started.taskId()).orElseThrow().status();
	}

	private StreamRecorder open(TaskStartResponse started) throws Exception {
		return StreamRecorder.open(Address.of(this.port, started.streamUrl()));
	}

}
