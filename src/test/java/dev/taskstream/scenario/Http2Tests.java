package dev.taskstream.scenario;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "server.http2.enabled=true",
		"taskstream.stream.keep-alive=200ms", "taskstream.stream.stall-timeout=500ms" })
class Http2Tests extends Scenario {

	@Autowired
	OpenStreams streams;

	@Autowired
	StreamCounters counters;

	@Autowired
	BroadInterceptor interceptor;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

	@Test
	void manyStreamsShareAConnection() throws Exception {
		String big = "x".repeat(60_000);
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		List<StreamRecorder> recorders = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			recorders.add(StreamRecorder.open(this.client, Address.of(this.port, started.streamUrl())));
			assertThat(recorders.get(i).next().type()).isEqualTo("task_started");
		}
		for (int i = 0; i < 5; i++) {
			puppet.reports(big);
			for (StreamRecorder recorder : recorders) {
				assertThat(recorder.next().text()).isEqualTo(big);
			}
		}
		puppet.completes("done");
		for (StreamRecorder recorder : recorders) {
			assertThat(recorder.next().type()).isEqualTo("task_completed");
			recorder.endsHere();
			recorder.close();
		}
		await().until(() -> this.streams.size() == 0);
	}

	@Test
	void connectionIsHttp2() throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().completes(null));

		try (StreamRecorder stream = StreamRecorder.open(this.client, Address.of(this.port, started.streamUrl()))) {
			assertThat(stream.head().version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(stream.rest()).hasSize(2);
		}
	}

	@Test
	void clientThatHangsUpIsNoticed() throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet());
		try (StreamRecorder stream = StreamRecorder.open(this.client, Address.of(this.port, started.streamUrl()))) {
			stream.next();
		}

		await().until(() -> this.streams.size() == 0);
		this.tasks.cancel(started.taskId());
	}

	@Test
	void aStalledClientIsDisconnectedAndOthersOfItsConnectionStay() throws Exception {
		String big = "x".repeat(60_000);
		Puppet noisy = new Puppet();
		Puppet calm = new Puppet();
		TaskStartResponse started = this.tasks.start(noisy);
		try (StreamRecorder other = StreamRecorder.open(this.client,
				Address.of(this.port, this.tasks.start(calm).streamUrl()))) {
			other.next();
			HttpRequest request = HttpRequest.newBuilder(Address.of(this.port, started.streamUrl())).build();
			try (InputStream unread = this.client.send(request, BodyHandlers.ofInputStream()).body()) {
				await().until(() -> {
					noisy.floods(10, big);
					return this.streams.size() == 1;
				});
				assertThat(this.counters.stalled()).isEqualTo(1);
				calm.completes("done");
				assertThat(other.next().type()).isEqualTo("task_completed");
				other.endsHere();
				assertThatIOException().isThrownBy(unread::readAllBytes);
			}
		}
		await().until(() -> this.interceptor.open() == 0);
		this.tasks.cancel(started.taskId());
	}

}
