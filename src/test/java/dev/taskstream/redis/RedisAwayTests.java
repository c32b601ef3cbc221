package dev.taskstream.redis;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import dev.taskstream.TaskUnavailableException;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.test.TaskStory;
import dev.taskstream.test.TaskStream;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes whose Redis is away for a while, in every way in which that happens.
 */
class RedisAwayTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private RedisServer redis;

	private RunningService here;

	private RunningService there;

	@BeforeEach
	void startNodes() throws Exception {
		this.redis = RedisServer.start();
		this.here = RunningService.start(this.redis.arguments("--spring.data.redis.connect-timeout=500ms"));
		this.there = RunningService.start(this.redis.arguments("--spring.data.redis.connect-timeout=500ms"));
		RelayNodes.awaitAvailable(this.here, this.there);
	}

	@AfterEach
	void stopNodes() throws Exception {
		RelayNodes.close(this.redis, this.here, this.there);
	}

	private TaskStreamClient clientThere() {
		return TaskStreamClient.forPort(this.there.port());
	}

	/**
	 * How Redis goes away, and how it comes back.
	 */
	enum Absence {

		PAUSED {

			@Override
			void begin(RedisServer redis) throws Exception {
				redis.pauses();
			}

			@Override
			void end(RedisServer redis) throws Exception {
				redis.goesOn();
			}

		},

		RESTARTED_EMPTY {

			@Override
			void begin(RedisServer redis) throws Exception {
				redis.dies();
			}

			@Override
			void end(RedisServer redis) throws Exception {
				redis.restarts();
			}

		};

		abstract void begin(RedisServer redis) throws Exception;

		abstract void end(RedisServer redis) throws Exception;

	}

	@ParameterizedTest
	@EnumSource
	void watchersOnOtherNodesCatchUpAndThoseHereNoticeNothing(Absence absence) throws Exception {
		Script task = new Script();
		TaskStartResponse started = this.here.tasks().start(task);
		try (TaskStream own = TaskStreamClient.forPort(this.here.port()).open(started.streamUrl());
				TaskStream relayed = clientThere().open(started.streamUrl())) {
			task.reports("before");
			relayed.next();
			assertThat(relayed.next().id()).isEqualTo(2);
			absence.begin(this.redis);
			for (int i = 1; i <= 100; i++) {
				task.reports("meanwhile " + i);
			}
			task.completes("done");
			while (own.next() != null) {
				// reads to the end, while Redis is away
			}
			assertThat(own.seen().status()).isEqualTo(TaskStatus.COMPLETED);
			await().until(() -> !RelayNodes.relay(this.here).state().available());
			assertThat(RelayNodes.relay(this.here).state().waitingEnds()).isEqualTo(1);
			absence.end(this.redis);

			while (relayed.next() != null) {
				// reads to the end
			}
			assertThat(relayed.seen().logged()).extracting((logged) -> Long.valueOf(logged.id()))
				.containsExactlyElementsOf(LongStream.rangeClosed(1, 103).boxed().toList());
			await().until(() -> RelayNodes.relay(this.here).state().waitingEnds() == 0);
		}
	}

	@Test
	void aTaskThatStartsWhileRedisIsAwayIsKnownEverywhereAfterwards() throws Exception {
		this.redis.dies();
		await().until(() -> !RelayNodes.relay(this.here).state().available());
		TaskStartResponse started = this.here.tasks().start(new Script().completes("early"));
		await().until(() -> this.here.tasks().find(started.taskId()).orElseThrow().status().isFinal());
		this.redis.restarts();

		RelayNodes.awaitAvailable(this.here, this.there);
		assertThat(clientThere().read(started).result()).isEqualTo("\"early\"");
	}

	@Test
	void aNodeThatCannotTellSaysSo() throws Exception {
		UUID unknown = UUID.randomUUID();
		this.redis.pauses();
		assertThatExceptionOfType(TaskUnavailableException.class).isThrownBy(() -> this.there.tasks().find(unknown));

		HttpResponse<String> status = get("/api/tasks/" + unknown);
		assertThat(status.statusCode()).isEqualTo(503);
		assertThat(status.headers().firstValue("Retry-After")).isPresent();
		HttpResponse<String> stream = get("/api/tasks/" + unknown + "/stream");
		assertThat(stream.statusCode()).isEqualTo(200);
		assertThat(stream.body()).startsWith("retry: ").contains("please come back").doesNotContain("event:");
		this.redis.goesOn();
		await().until(() -> get("/api/tasks/" + unknown).statusCode() == 404);
	}

	private HttpResponse<String> get(String path) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(this.there.address(path)).build(), BodyHandlers.ofString());
	}

	@Test
	void aKeyHoldsOnItsNodeWhileRedisIsAway() throws Exception {
		this.redis.dies();
		await().until(() -> !RelayNodes.relay(this.here).state().available());
		StartOptions options = StartOptions.create().key("import");
		TaskStartResponse first = this.here.tasks().start(new Script(), null, options);
		assertThat(this.here.tasks().start(new Script(), null, options).taskId()).isEqualTo(first.taskId());
		assertThat(this.there.tasks().start(new Script(), null, options).taskId()).isNotEqualTo(first.taskId());
	}

	@Test
	void aTaskIsNotUnknownIfRedisIsEmptiedDuringABeat() throws Exception {
		UUID running = this.here.tasks().start(new Script()).taskId();
		await().ignoreException(TaskUnavailableException.class)
			.until(() -> this.there.tasks().find(UUID.randomUUID()).isEmpty());
		this.redis.losesItsDataAfterACommandOn(RelayNodes.inbox(this.there));

		AtomicReference<Optional<TaskInfo>> answer = new AtomicReference<>();
		await().pollDelay(Duration.ZERO)
			.ignoreException(TaskUnavailableException.class)
			.until(() -> answer.updateAndGet((none) -> this.there.tasks().find(running)) != null);
		assertThat(answer.get()).isPresent();
	}

	@Test
	void anEmptiedRedisIsFilledAgain() throws Exception {
		Script task = new Script();
		TaskStartResponse finished = this.here.tasks().start(new Script().reports("kept").completes(1));
		TaskStartResponse running = this.here.tasks().start(task);
		TaskStory before = clientThere().read(finished);
		this.redis.send("FLUSHALL");

		await().ignoreException(TaskUnavailableException.class)
			.until(() -> this.there.tasks().find(running.taskId()).isPresent());
		assertThat(clientThere().read(finished)).isEqualTo(before);
		task.completes(null);
		assertThat(clientThere().read(running).status()).isEqualTo(TaskStatus.COMPLETED);
	}

}
