package dev.taskstream.scenario;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.taskstream.demo.DemoApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What README tells to type, and what it says comes of it.
 */
@SpringBootTest(classes = DemoApplication.class, useMainMethod = UseMainMethod.ALWAYS,
		webEnvironment = WebEnvironment.RANDOM_PORT, properties = "logging.level.root=INFO")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	private static final Pattern COMMAND = Pattern.compile("(?m)^curl -NL -d (\\S+) localhost:8080(\\S+)$");

	private static final Pattern ANSWER = Pattern.compile("```\\R((?:retry|id): .*?)```", Pattern.DOTALL);

	@LocalServerPort
	int port;

	@Test
	void theCommandPrintsWhatIsPrinted(CapturedOutput output) throws Exception {
		String readme = Files.readString(Path.of("README.md"));
		List<String> answers = ANSWER.matcher(readme).results().map((answer) -> answer.group(1)).toList();

		String printed = send(readme);

		assertThat(answers).hasSize(2);
		assertThat(varying(printed)).startsWith(varying(answers.get(0)))
			.endsWith("\n\n" + varying(answers.get(1)) + "\n");
		assertThat(output).contains("Open http://localhost:" + this.port + "/");
	}

	/**
	 * What curl does: it follows the redirect of a POST with a GET.
	 */
	private String send(String readme) throws IOException, InterruptedException {
		Matcher command = COMMAND.matcher(readme);
		assertThat(command.find()).isTrue();
		HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
		HttpRequest request = HttpRequest.newBuilder(Address.of(this.port, command.group(2)))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(command.group(1)))
			.build();
		return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	private static String varying(String text) {
		return text.replaceAll("[0-9a-f-]{36}", "(id)").replaceAll("[0-9-]{10}T[0-9:.]{15}Z", "(time)");
	}

}
