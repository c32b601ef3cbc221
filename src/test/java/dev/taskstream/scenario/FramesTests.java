package dev.taskstream.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stream looks like on the wire.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "taskstream.executor.pool-size=1")
class FramesTests extends Scenario {

	private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

	@Test
	void streamIsExactlyAsDocumented() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		puppet.reports("Row 40 of 100", 0.4).completes(Map.of("rows", 100));

		try (RawPeer peer = RawPeer.watching(this.port, started.streamUrl())) {
			assertThat(peer.readHead()).startsWith("HTTP/1.1 200 \r\n")
				.containsIgnoringCase("Content-Type: text/event-stream\r\n")
				.containsIgnoringCase("Cache-Control: no-cache, no-transform\r\n")
				.containsIgnoringCase("X-Accel-Buffering: no\r\n")
				.containsIgnoringCase("Access-Control-Allow-Origin: *\r\n")
				.doesNotContainIgnoringCase("Content-Length");
			String common = "\"taskId\":\"" + started.taskId() + "\",\"timestamp\":\"" + TIMESTAMP + "\",";
			assertThat(peer.readChunkedBody()).matches("""
					retry: 2500
					id: 1
					event: task_started
					data: \\{"type":"task_started",COMMON"name":"Puppet"}

					id: 2
					event: progress_update
					data: \\{"type":"progress_update",COMMON"text":"Row 40 of 100","value":0.4}

					id: 3
					event: task_completed
					data: \\{"type":"task_completed",COMMON"result":\\{"rows":100}}

					""".replace("COMMON", common));
		}
	}

	@Test
	void failureIsExactlyAsDocumented() throws Exception {
		Puppet puppet = new Puppet().fails("file_not_readable", "The file cannot be read.");
		TaskStartResponse started = this.tasks.start(puppet);

		try (RawPeer peer = RawPeer.watching(this.port, started.streamUrl())) {
			peer.readHead();
			assertThat(peer.readChunkedBody()).matches("(?s).*\n\nid: 2\nevent: task_failed\ndata: "
					+ "\\{\"type\":\"task_failed\",\"taskId\":\"" + started.taskId() + "\",\"timestamp\":\"" + TIMESTAMP
					+ "\",\"status\":\"FAILED\",\"error\":\\{\"code\":\"file_not_readable\","
					+ "\"message\":\"The file cannot be read.\"}}\n\n");
		}
	}

	@Test
	void progressCarriesTheWholeState() throws Exception {
		Puppet puppet = new Puppet().reports("begun").does((progress) -> progress.report(0.5)).completes(null);
		TaskStartResponse started = this.tasks.start(puppet);

		try (RawPeer peer = RawPeer.watching(this.port, started.streamUrl())) {
			peer.readHead();
			assertThat(peer.readChunkedBody()).contains("\"text\":\"begun\",\"value\":null}")
				.contains("\"text\":\"begun\",\"value\":0.5}")
				.contains("\"result\":null}");
		}
	}

	@Test
	void headReachesTheClientOfAQueuedTaskBeforeAnyEvent() throws Exception {
		Puppet first = new Puppet();
		this.tasks.start(first);
		TaskStartResponse queued = this.tasks.start(new Puppet().completes(null));

		try (RawPeer peer = RawPeer.watching(this.port, queued.streamUrl())) {
			assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ");
			assertThat(peer.readUntil("\r\n") + peer.readUntil("\r\n")).endsWith("\r\nretry: 2500\n\r\n");
			first.completes(null);
			assertThat(peer.readChunkedBody()).startsWith("id: 1\nevent: task_started");
		}
	}

	@Test
	void dataDoesNoHarmInMarkup() throws Exception {
		Puppet puppet = new Puppet().reports("<script>&\u2028\u2029\r\n\u00e4\ud83d\ude00</script>").completes("<b>");
		TaskStartResponse started = this.tasks.start(puppet);

		try (RawPeer peer = RawPeer.watching(this.port, started.streamUrl())) {
			peer.readHead();
			assertThat(peer.readChunkedBody()).contains(
					"\"text\":\"\\u003cscript\\u003e\\u0026\\u2028\\u2029\\r\\n\u00e4\ud83d\ude00\\u003c/script\\u003e\"")
				.contains("\"result\":\"\\u003cb\\u003e\"")
				.doesNotContain("<", ">", "&", "\u2028", "\u2029");
		}
	}

	@Test
	void oldClientGetsTheStreamUntilTheConnectionEnds() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);

		try (RawPeer peer = RawPeer.connect(this.port).sends("GET " + started.streamUrl() + " HTTP/1.0")) {
			assertThat(peer.readHead()).doesNotContainIgnoringCase("chunked");
			assertThat(peer.readUntil("\n\n")).contains("event: task_started");
			puppet.completes("done");
			assertThat(new String(peer.readToEnd(), StandardCharsets.UTF_8)).startsWith("id: 2\nevent: task_completed")
				.endsWith("\"result\":\"done\"}\n\n");
		}
	}

}
