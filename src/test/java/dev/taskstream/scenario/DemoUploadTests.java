package dev.taskstream.scenario;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskService;
import dev.taskstream.demo.DemoApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients do to the runnable service with their uploads, of which it must neither
 * complain nor keep anything.
 */
@SpringBootTest(classes = DemoApplication.class, useMainMethod = UseMainMethod.ALWAYS,
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "taskstream.executor.pool-size=1", "spring.servlet.multipart.max-file-size=100KB",
				"spring.servlet.multipart.max-request-size=101KB", "demo.uploads.max-size=300KB" })
class DemoUploadTests {

	private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";

	private static final String[] MULTIPART = { "Content-Type", "multipart/form-data; boundary=b" };

	@TempDir
	static Path uploads;

	@RegisterExtension
	final QuietLog log = new QuietLog();

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	@DynamicPropertySource
	static void uploadDirectory(DynamicPropertyRegistry registry) {
		registry.add("spring.servlet.multipart.location", uploads::toString);
	}

	@AfterEach
	void nothingIsLeftAndThereIsRoomAgain() {
		await().untilAsserted(() -> assertThat(uploads).isEmptyDirectory());
		await().untilAsserted(() -> {
			for (int i = 0; i < 3; i++) {
				assertThat(upload("x".repeat(100_000)).statusCode()).isEqualTo(202);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", PART, "--b\r\n\r\n", "--b\r\nContent-Disposition: form-data",
			"--other\r\n\r\ntext\r\n--other--\r\n" })
	void aBodyThatCannotBeParsedIsTheClientsFault(String body) throws Exception {
		assertProblem(400, post(body, MULTIPART));
	}

	@Test
	void aContentTypeWithoutBoundaryIsTheClientsFault() throws Exception {
		assertProblem(400, post(PART + "text\r\n--b--\r\n", "Content-Type", "multipart/form-data"));
	}

	@Test
	void aFormWithoutTheFileIsTheClientsFault() throws Exception {
		assertProblem(400, post(PART.replace("\"file\"", "\"other\"") + "text\r\n--b--\r\n", MULTIPART));
	}

	@Test
	void aFileThatIsTooLargeIsRefused() throws Exception {
		assertProblem(413, upload("x".repeat(102_500)));
		assertProblem(413, upload("x".repeat(500_000)));
	}

	@Test
	void anUploadThatIsTooLargeAndHasNoLengthIsRefused() throws Exception {
		try (RawPeer peer = RawPeer.connect(this.port)) {
			peer.sends("POST /api/demo/file-digests HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked",
					"Content-Type: multipart/form-data; boundary=b");
			String chunk = PART + "x".repeat(200_000);
			peer.writes(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n0\r\n\r\n");

			assertThat(peer.readHead()).startsWith("HTTP/1.1 413");
		}
	}

	@Test
	void anAbortedUploadIsNobodysError() throws Exception {
		for (int i = 0; i < 20; i++) {
			RawPeer peer = announcing(90_000);
			peer.writes(PART + "x".repeat(1000 * i));
			if (i % 2 == 0) {
				peer.resets();
			}
			else {
				peer.close();
			}
		}
	}

	@Test
	void aTruncatedUploadIsAnsweredWith400() throws Exception {
		try (RawPeer peer = announcing(90_000)) {
			peer.writes(PART + "x".repeat(1000));
			peer.halfCloses();

			assertThat(peer.readHead()).startsWith("HTTP/1.1 400");
		}
	}

	@Test
	void theSumOfAllUploadsIsBounded() throws Exception {
		List<RawPeer> slow = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			slow.add(announcing(95_000).writes(PART));
		}
		await().untilAsserted(() -> {
			HttpResponse<String> refused = upload("x".repeat(50_000));
			assertProblem(503, refused);
			assertThat(Requests.header(refused, "Retry-After")).matches("\\d+");
		});

		for (RawPeer peer : slow) {
			peer.close();
		}
		await().untilAsserted(() -> assertThat(upload("x").statusCode()).isEqualTo(202));
	}

	@Test
	void uploadsOfTasksThatWaitCountToo() throws Exception {
		UUID busy = UUID.fromString(Requests
			.json(Requests.postJson(this.port, "/api/demo/countdowns", "{\"seconds\":3600,\"outcome\":\"complete\"}"))
			.path("taskId")
			.stringValue());
		List<UUID> waiting = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			waiting.add(UUID.fromString(Requests.json(upload("x".repeat(100_000))).path("taskId").stringValue()));
		}

		await().untilAsserted(() -> assertProblem(503, upload("x".repeat(100_000))));

		waiting.forEach(this.tasks::cancel);
		await().untilAsserted(() -> {
			HttpResponse<String> accepted = upload("x".repeat(100_000));
			assertThat(accepted.statusCode()).isEqualTo(202);
			this.tasks
				.cancel(UUID.fromString(JsonMapper.shared().readTree(accepted.body()).path("taskId").stringValue()));
		});
		this.tasks.cancel(busy);
	}

	private RawPeer announcing(int length) throws IOException {
		return RawPeer.connect(this.port)
			.sends("POST /api/demo/file-digests HTTP/1.1", "Host: localhost", "Content-Length: " + length,
					"Content-Type: multipart/form-data; boundary=b");
	}

	private HttpResponse<String> upload(String content) throws Exception {
		return post(PART + content + "\r\n--b--\r\n", MULTIPART);
	}

	private HttpResponse<String> post(String body, String... headers) throws Exception {
		return Requests.post(this.port, "/api/demo/file-digests", body.getBytes(StandardCharsets.UTF_8), headers);
	}

	private static void assertProblem(int status, HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(Requests.header(response, "Content-Type")).isEqualTo("application/problem+json");
	}

}
