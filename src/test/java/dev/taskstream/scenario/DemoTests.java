package dev.taskstream.scenario;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import dev.taskstream.demo.DemoApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The runnable service.
 */
@SpringBootTest(classes = DemoApplication.class, useMainMethod = UseMainMethod.ALWAYS,
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "taskstream.executor.pool-size=1", "taskstream.executor.queue-capacity=1" })
class DemoTests {

	private static final String BOUNDARY = "a-boundary";

	@TempDir
	static Path uploads;

	@RegisterExtension
	final QuietLog log = new QuietLog();

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void uploadDirectory(DynamicPropertyRegistry registry) {
		registry.add("spring.servlet.multipart.location", uploads::toString);
	}

	@AfterEach
	void nothingIsLeft() {
		await().untilAsserted(() -> {
			assertThat(uploads).isEmptyDirectory();
			assertThat(openUploads()).isEmpty();
		});
	}

	/**
	 * Files without a name on the disk that this process keeps open, where the system
	 * shows them.
	 */
	private static List<String> openUploads() throws IOException {
		Path descriptors = Path.of("/proc/self/fd");
		if (!Files.isDirectory(descriptors)) {
			return List.of();
		}
		try (Stream<Path> open = Files.list(descriptors)) {
			return open.map(DemoTests::target).filter((target) -> target.contains("taskstream-upload-")).toList();
		}
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	@Test
	void digestOfAFileIsRight() throws Exception {
		byte[] content = "one two\n three\tfour\r\n\nf\u00fcnf".repeat(40_000).getBytes(StandardCharsets.UTF_8);

		JsonNode result = digest(content);

		assertThat(result.path("fileName").stringValue()).isEqualTo("text.txt");
		assertThat(result.path("sha256").stringValue())
			.isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
		assertThat(result.path("bytes").longValue()).isEqualTo(content.length);
		assertThat(result.path("lines").longValue()).isEqualTo(3 * 40_000);
		assertThat(result.path("words").longValue()).isEqualTo(4 * 40_000 + 1);
	}

	@Test
	void digestOfAnEmptyFileIsRight() throws Exception {
		JsonNode result = digest(new byte[0]);

		assertThat(result.path("sha256").stringValue())
			.isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
		assertThat(result.path("bytes").longValue()).isZero();
		assertThat(result.path("lines").longValue()).isZero();
		assertThat(result.path("words").longValue()).isZero();
	}

	private JsonNode digest(byte[] content) throws Exception {
		HttpResponse<String> response = upload(content);
		assertThat(response.statusCode()).isEqualTo(202);
		String streamUrl = Requests.json(response).path("streamUrl").stringValue();
		assertThat(Requests.header(response, "Location")).endsWith(streamUrl);
		try (StreamRecorder stream = StreamRecorder.open(Address.of(this.port, streamUrl))) {
			List<StreamRecorder.Event> events = stream.rest();
			StreamRecorder.Event end = events.get(events.size() - 1);
			assertThat(end.type()).isEqualTo("task_completed");
			return end.data().path("result");
		}
	}

	@Test
	void runningDigestCanBeCancelled() throws Exception {
		JsonNode started = Requests.json(upload(new byte[128 * 1024 * 1024]));
		try (StreamRecorder stream = StreamRecorder
			.open(Address.of(this.port, started.path("streamUrl").stringValue()))) {
			stream.next();
			stream.next();
			assertThat(cancel(started).statusCode()).isEqualTo(202);

			List<StreamRecorder.Event> rest = stream.rest();
			assertThat(rest.get(rest.size() - 1).errorCode()).isEqualTo("cancelled");
		}
	}

	@Test
	void waitingDigestCanBeCancelledAndAFullQueueTakesNone() throws Exception {
		JsonNode busy = Requests.json(countdown("{\"seconds\":3600,\"outcome\":\"complete\"}"));
		JsonNode waiting = Requests.json(upload("waiting".getBytes(StandardCharsets.UTF_8)));

		HttpResponse<String> refused = upload("refused".getBytes(StandardCharsets.UTF_8));
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(Requests.header(refused, "Content-Type")).isEqualTo("application/problem+json");
		if (Files.isDirectory(Path.of("/proc/self/fd"))) {
			assertThat(openUploads()).as("the file that waits").hasSize(1);
		}

		assertThat(cancel(waiting).statusCode()).isEqualTo(202);
		await().untilAsserted(() -> assertThat(openUploads()).isEmpty());
		assertThat(cancel(busy).statusCode()).isEqualTo(202);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"seconds\":0,\"outcome\":\"complete\"}", "{\"seconds\":3601,\"outcome\":\"fail\"}",
			"{\"seconds\":5}", "{\"seconds\":5,\"outcome\":\"explode\"}", "{", "{}" })
	void countdownChecksItsParameters(String json) throws Exception {
		HttpResponse<String> response = countdown(json);

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Requests.header(response, "Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void countdownFailsOnRequest() throws Exception {
		String streamUrl = Requests.json(countdown("{\"seconds\":1,\"outcome\":\"fail\"}"))
			.path("streamUrl")
			.stringValue();

		try (StreamRecorder stream = StreamRecorder.open(Address.of(this.port, streamUrl))) {
			List<StreamRecorder.Event> events = stream.rest();
			assertThat(events.get(1).text()).isEqualTo("1 s left");
			assertThat(events.get(events.size() - 1).errorCode()).isEqualTo("countdown_failed");
		}
	}

	@Test
	void countdownIsStartedOnceForAKeyAndAgainWithoutOrWithAnother() throws Exception {
		String json = "{\"seconds\":3600,\"outcome\":\"complete\"}";
		JsonNode first = Requests.json(countdown(json, "Idempotency-Key", "click 1"));

		assertThat(Requests.json(countdown(json, "Idempotency-Key", "click 1"))).isEqualTo(first);
		JsonNode other = Requests.json(countdown(json, "Idempotency-Key", "click 2"));
		assertThat(other.path("taskId")).isNotEqualTo(first.path("taskId"));
		assertThat(cancel(other).statusCode()).isEqualTo(202);
		JsonNode keyless = Requests.json(countdown(json));
		assertThat(keyless.path("taskId")).isNotEqualTo(first.path("taskId"));

		assertThat(cancel(keyless).statusCode()).isEqualTo(202);
		assertThat(cancel(first).statusCode()).isEqualTo(202);
	}

	private HttpResponse<String> countdown(String json, String... headers) throws Exception {
		return Requests.postJson(this.port, "/api/demo/countdowns", json, headers);
	}

	private HttpResponse<String> cancel(JsonNode started) throws Exception {
		return Requests.send(this.port, "POST", "/api/tasks/" + started.path("taskId").stringValue() + "/cancel");
	}

	private HttpResponse<String> upload(byte[] content) throws Exception {
		String before = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"text.txt\"\r\n"
				+ "Content-Type: text/plain\r\n\r\n";
		HttpRequest request = HttpRequest.newBuilder(Address.of(this.port, "/api/demo/file-digests"))
			.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
			.POST(BodyPublishers.concat(BodyPublishers.ofString(before), BodyPublishers.ofByteArray(content),
					BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
