package dev.taskstream.scenario;

import java.util.HashSet;
import java.util.Set;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.sse.OpenStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "taskstream.stream.max-streams=2", "taskstream.stream.keep-alive=200ms" })
class MaxStreamsTests extends Scenario {

	@Autowired
	OpenStreams streams;

	private final Puppet puppet = new Puppet();

	private TaskStartResponse started;

	private RawPeer first;

	private RawPeer second;

	@BeforeEach
	void takeAllPlaces() throws Exception {
		this.started = this.tasks.start(this.puppet);
		this.first = watching();
		this.second = watching();
		this.first.readUntil("task_started");
		this.second.readUntil("task_started");
	}

	@AfterEach
	void leave() throws Exception {
		this.first.close();
		this.second.close();
		this.puppet.completes(null);
		await().until(() -> this.streams.size() == 0);
	}

	@Test
	void clientTooManyIsAskedToComeBack() throws Exception {
		Set<String> retries = new HashSet<>();
		for (int i = 0; i < 8; i++) {
			try (RawPeer third = watching()) {
				String head = third.readHead();
				assertThat(head).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Content-Type: text/event-stream");
				int length = Integer.parseInt(head.replaceAll("(?is).*Content-Length: (\\d+).*", "$1"));
				String body = third.readUntil("\n:too many streams are open, please come back\n");
				assertThat(body).hasSize(length).matches("retry: \\d{4,5}\n:[^\n]+\n");
				retries.add(body);
				assertThat(head).as("so that the connection is free").containsIgnoringCase("Connection: close");
				third.readToEnd();
			}
		}
		assertThat(retries).as("different retries").hasSizeGreaterThan(1);
		assertThat(this.streams.size()).isEqualTo(2);
	}

	@Test
	void placeOfAClientThatLeftIsFreeAgain() throws Exception {
		this.first.resets();
		await().until(() -> this.streams.size() == 1);

		try (RawPeer third = watching()) {
			assertThat(third.readUntil("task_started")).contains("retry: 2500\n");
		}
	}

	@Test
	void clientThatHasSeenTheEndNeedsNoPlace() throws Exception {
		Puppet brief = new Puppet().completes(null);
		TaskStartResponse finished = this.tasks.start(brief);
		await().until(() -> this.tasks.find(finished.taskId()).orElseThrow().status().isFinal());

		assertThat(Requests.send(this.port, "GET", finished.streamUrl(), "Last-Event-ID", "2").statusCode())
			.isEqualTo(204);
	}

	@Test
	void headNeedsNoPlace() throws Exception {
		assertThat(Requests.send(this.port, "HEAD", this.started.streamUrl()).statusCode()).isEqualTo(200);
		assertThat(this.streams.size()).isEqualTo(2);
	}

	private RawPeer watching() throws Exception {
		return RawPeer.watching(this.port, this.started.streamUrl());
	}

}
