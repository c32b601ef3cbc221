package org.example.sample;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStory;
import dev.taskstream.test.TaskStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class OwnershipTests {

	@LocalServerPort
	private int port;

	static Stream<Arguments> waysToSignIn() {
		BiFunction<Integer, String, Caller> session = Caller::withSession;
		BiFunction<Integer, String, Caller> token = Caller::withToken;
		BiFunction<Integer, String, Caller> key = Caller::withKey;
		return Stream.of(Arguments.argumentSet("session", session), Arguments.argumentSet("token", token),
				Arguments.argumentSet("key", key));
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void theOwnerWatchesToTheEndWhichAnAsyncDispatchFollows(BiFunction<Integer, String, Caller> signIn,
			CapturedOutput output) {
		Caller ada = signIn.apply(this.port, "ada");
		int before = output.length();

		TaskStory story = ada.streams().read(ada.start("/api/probes", ""));

		assertThat(story).isWhole().isCompleted();
		// The dispatch that completes the request passes Spring Security again
		assertThat(ada.get("/actuator/health").statusCode()).isEqualTo(200);
		assertThat(output.subSequence(before, output.length())).doesNotContain("WARN", "ERROR", "AccessDenied");
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void theOwnerSeesCancelsAndRemoves(BiFunction<Integer, String, Caller> signIn) {
		Caller ada = signIn.apply(this.port, "ada");
		TaskStartResponse started = ada.start("/api/waits", "");
		String task = "/api/tasks/" + started.taskId();

		assertThat(ada.get(task).statusCode()).isEqualTo(200);
		assertThat(ada.post(task + "/cancel", "").statusCode()).isEqualTo(202);
		assertThat(ada.streams().read(started)).isCancelled();
		assertThat(ada.delete(task).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void anybodyElseGetsWhatAnUnknownTaskGets(BiFunction<Integer, String, Caller> signIn) {
		Caller ada = signIn.apply(this.port, "ada");
		Caller grace = signIn.apply(this.port, "grace");
		UUID taskId = ada.start("/api/waits", "").taskId();

		assertHidden(grace, taskId);
		ada.post("/api/tasks/" + taskId + "/cancel", "");
		assertHidden(grace, taskId);
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void aTaskStartedInACallableBelongsToItsUser(BiFunction<Integer, String, Caller> signIn) {
		Caller ada = signIn.apply(this.port, "ada");
		TaskStartResponse started = ada.start("/api/probes/in-a-callable", "");

		assertThat(ada.streams().read(started)).isCompleted();
		assertHidden(signIn.apply(this.port, "grace"), started.taskId());
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void aTaskStartedByATaskBelongsToItsUser(BiFunction<Integer, String, Caller> signIn) {
		Caller ada = signIn.apply(this.port, "ada");
		TaskStory parent = ada.streams().read(ada.start("/api/probes/in-a-task", ""));
		JsonNode child = JsonMapper.builder().build().readTree(parent.result());
		UUID childId = UUID.fromString(child.get("taskId").asString());

		assertHidden(signIn.apply(this.port, "grace"), childId);
		assertThat(ada.post("/api/tasks/" + childId + "/cancel", "").statusCode()).isEqualTo(202);
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void nobodyMayResumeSomebodyElsesStream(BiFunction<Integer, String, Caller> signIn) {
		Caller ada = signIn.apply(this.port, "ada");
		TaskStartResponse started = ada.start("/api/probes", "");
		long end = ada.streams().read(started).lastEventId();

		assertThat(status(ada, started.streamUrl(), end)).isEqualTo(204);
		assertThat(status(signIn.apply(this.port, "grace"), started.streamUrl(), end)).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("waysToSignIn")
	void anOpenStreamGoesOnAfterOthersWereTurnedAway(BiFunction<Integer, String, Caller> signIn) {
		Caller ada = signIn.apply(this.port, "ada");
		TaskStartResponse started = ada.start("/api/waits", "");

		try (TaskStream stream = ada.streams().open(started.streamUrl())) {
			stream.next();
			assertHidden(signIn.apply(this.port, "grace"), started.taskId());
			ada.post("/api/tasks/" + started.taskId() + "/cancel", "");
			while (!stream.isFinished()) {
				assertThat(stream.next()).isNotNull();
			}
			assertThat(stream.seen()).isWhole().isCancelled();
		}
	}

	private static int status(Caller caller, String path, long lastEventId) {
		return caller.send(caller.request(path).header("Last-Event-ID", Long.toString(lastEventId)).GET()).statusCode();
	}

	private static void assertHidden(Caller caller, UUID taskId) {
		UUID unknown = UUID.randomUUID();
		for (String path : List.of("", "/stream")) {
			assertSame(caller.get("/api/tasks/" + taskId + path), taskId, caller.get("/api/tasks/" + unknown + path),
					unknown);
		}
		assertSame(caller.post("/api/tasks/" + taskId + "/cancel", ""), taskId,
				caller.post("/api/tasks/" + unknown + "/cancel", ""), unknown);
		assertSame(caller.delete("/api/tasks/" + taskId), taskId, caller.delete("/api/tasks/" + unknown), unknown);
	}

	private static void assertSame(HttpResponse<String> hidden, UUID taskId, HttpResponse<String> missing,
			UUID unknown) {
		assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(missing.statusCode());
		assertThat(hidden.body().replace(taskId.toString(), "")).isEqualTo(missing.body().replace(unknown.toString(), ""));
		assertThat(hidden.headers().map().keySet()).isEqualTo(missing.headers().map().keySet());
	}

}
