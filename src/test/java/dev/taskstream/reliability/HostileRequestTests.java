package dev.taskstream.reliability;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no client of good will sends.
 */
class HostileRequestTests extends WireFaults {

	private static final String UNKNOWN = "6f5d1c1e-0000-4000-8000-000000000000";

	private static final long SEED = Size.seed();

	static Stream<String> requests() {
		return Stream.of(
				// Not HTTP
				"\r\n\r\n", "\0\0\0\0", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", "GET",
				"GET\r\n\r\n", "get /api/tasks HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
				"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET  /  HTTP/1.1\r\nHost: x\r\n\r\n",
				"\u00ff\u00fe GET / HTTP/1.1\r\n\r\n",
				// Headers
				get("Host: y"), get("Bad"), get(": nameless"), get("Spa ced: 1"), get("X: " + "y".repeat(64_000)),
				get("X: 1\r\n".repeat(500) + "X: 1"), get("X: a\rY: b"), get("X: a\0b"), get(" folded: 1"),
				get("Content-Length: -1"), get("Content-Length: 5\r\nContent-Length: 6"),
				get("Content-Length: 99999999999999999999"), get("Transfer-Encoding: chunked"),
				get("Transfer-Encoding: chunked\r\nContent-Length: 3") + "0\r\n\r\n",
				get("Transfer-Encoding: nonsense"), get("Expect: 100-continue\r\nContent-Length: 10"),
				get("Upgrade: h2c\r\nConnection: Upgrade"), get("Upgrade: websocket\r\nConnection: Upgrade"),
				get("Range: bytes=5-"), get("Accept: */*;q=x"), get("Accept: text/event-stream;q=0"),
				get("Accept-Encoding: gzip;q=nope, *;q=0"), get("Origin: \u0001"), get("Origin: null"),
				get("Origin: https://a.example, https://b.example"));
	}

	private static String get(String headers) {
		return "GET /api/tasks/" + UNKNOWN + "/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
				+ "\r\n\r\n";
	}

	@ParameterizedTest
	@MethodSource("requests")
	void aMalformedRequestIsRefusedOrDropped(String request) throws Exception {
		refused(request.getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void randomBytesAreRefusedOrDropped() throws Exception {
		Random random = new Random(SEED);
		for (int i = 0; i < 10; i++) {
			byte[] bytes = new byte[random.nextInt(1, 600)];
			random.nextBytes(bytes);
			refused(bytes);
		}
	}

	static Stream<String> targets() {
		Stream<String> ids = Stream.of("x", "0", "%20", "%00", "%2e%2e", "..", "%2F", "%5C", "%25", "%ff", "%c3%28",
				"null", "undefined", "1-1-1-1-1", UNKNOWN.toUpperCase(), UNKNOWN.substring(1), UNKNOWN + "0",
				UNKNOWN.replace("-", ""), "%7B" + UNKNOWN + "%7D", "-" + UNKNOWN.substring(1), UNKNOWN + ";x=y",
				";" + UNKNOWN, "9".repeat(4_000), "%F0%9F%92%A5", "${jndi:ldap:x}", "<script>", "'OR'1", "*");
		Stream<String> paths = ids.flatMap((id) -> Stream.of("/api/tasks/" + id + "/stream",
				"/api/tasks/stream?taskId=" + id, "/api/tasks/" + id));
		return Stream.concat(paths,
				Stream.of("/api/tasks/stream", "/api/tasks/stream?taskId", "/api/tasks/stream?taskId=",
						"/api/tasks/stream?taskId=" + UNKNOWN + "&taskId=" + UNKNOWN + "&taskId=x",
						"/api/tasks/stream?" + ("taskId=" + UNKNOWN + "&").repeat(101),
						"/api//tasks/" + UNKNOWN + "//stream", "/api/tasks/" + UNKNOWN + "/stream/",
						"/api/tasks/" + UNKNOWN + "/stream.json", "/api/tasks/" + UNKNOWN + "/stream?lastEventId=%ff",
						"http://other.example/api/tasks/" + UNKNOWN + "/stream", "//api/tasks/" + UNKNOWN + "/stream",
						"/api/tasks/" + UNKNOWN + "/stream#fragment", "/api/tasks?status=%00&limit=-1", "*"));
	}

	@ParameterizedTest
	@MethodSource("targets")
	void aHostileTargetIsAnsweredWithoutAnErrorOfOurs(String target) throws Exception {
		refused(("GET " + target
				+ " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@MethodSource("positions")
	void aHostilePositionCountsAsAbsent(String position) throws Exception {
		TaskStartResponse story = finished();

		Answer answer = Answer.of(service.port(), story.streamUrl(), "Last-Event-ID: " + position);

		assertThat(answer.events()).extracting(EventStream.Event::id).containsExactly("1", "2");
	}

	static List<String> positions() {
		return List.of("-1", "3", "+1", "1.0", "1,2", "0x1", "1e0", "\u0661", "9223372036854775808", "9".repeat(4_000),
				"x", "x.x", "1.1", ".", "1.", "..", "\"1\"", "\u00b9", "NaN", "1;2", "1 2", "%31");
	}

	@Test
	void theFirstOfDoubledPositionsCounts() throws Exception {
		TaskStartResponse story = finished();

		Answer answer = Answer.of(service.port(), story.streamUrl() + "?lastEventId=0&lastEventId=x",
				"Last-Event-ID: 1", "Last-Event-ID: 2");

		assertThat(answer.events()).extracting(EventStream.Event::id).containsExactly("2");
	}

	private static void refused(byte[] request) throws Exception {
		try (RawPeer peer = RawPeer.connect(service.port()).sendsBytes(request)) {
			String answer = new String(peer.readToEnd(), StandardCharsets.ISO_8859_1);
			if (!answer.isEmpty()) {
				assertThat(answer).as("with the seed %s", SEED).doesNotContain("Exception", "\tat ", "task_started");
				// 501 and 505 say that Tomcat does not know the version or the encoding
				assertThat(answer).doesNotStartWith("HTTP/1.1 500").doesNotStartWith("HTTP/1.1 503");
			}
		}
	}

}
