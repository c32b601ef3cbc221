package dev.taskstream.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that takes nothing costs nobody else anything, and is let go.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "taskstream.stream.stall-timeout=500ms", "taskstream.stream.keep-alive=400ms" })
class StalledClientTests extends StreamScenario {

	private static final String BIG = "x".repeat(60_000);

	@AfterEach
	void nothingIsLeft() {
		await().until(() -> this.streams.size() == 0);
		await().until(() -> this.interceptor.open() == 0);
		assertThat(this.advice.seen()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";a=b" })
	void aStalledClientIsDisconnectedWhileTheOthersGetEverything(String pathParameter) throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		long before = this.counters.stalled();

		try (RawPeer stalled = RawPeer.connect(this.port, 4096);
				StreamRecorder healthy = StreamRecorder.open(Address.of(this.port, started.streamUrl()))) {
			assertThat(healthy.next().type()).isEqualTo("task_started");
			stalled.sends("GET " + started.streamUrl() + pathParameter + " HTTP/1.1", "Host: localhost");
			await().until(() -> this.streams.size() == 2);

			long id = 1;
			while (this.counters.stalled() == before) {
				puppet.reports(BIG);
				assertThat(healthy.next().id()).isEqualTo(++id);
				SocketWrites.noneIsWaiting();
			}
			await().until(() -> this.streams.size() == 1);
			String taken = new String(stalled.readToEnd(), StandardCharsets.UTF_8);

			puppet.completes("done");
			assertThat(healthy.next().id()).isEqualTo(++id);
			healthy.endsHere();
			resumes(started, lastId(taken), id);
		}
	}

	private void resumes(TaskStartResponse started, long seen, long last) throws Exception {
		try (StreamRecorder back = StreamRecorder.open(Address.of(this.port, started.streamUrl()), "Last-Event-ID",
				String.valueOf(seen))) {
			assertThat(back.rest()).isSortedAccordingTo(Comparator.comparing(StreamRecorder.Event::id))
				.allMatch((event) -> event.id() > seen)
				.last()
				.matches((event) -> event.id() == last);
		}
	}

	private static long lastId(String taken) {
		return Pattern.compile("\nid: (\\d+)\n")
			.matcher(taken.substring(0, taken.lastIndexOf("\n\n") + 1))
			.results()
			.map((MatchResult match) -> Long.parseLong(match.group(1)))
			.reduce(0L, (first, second) -> second);
	}

}
