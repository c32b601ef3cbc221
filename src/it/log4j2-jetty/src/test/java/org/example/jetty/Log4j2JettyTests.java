package org.example.jetty;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.util.ClassUtils;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class Log4j2JettyTests {

	@LocalServerPort
	private int port;

	@Test
	void theLibraryBringsNeitherLogbackNorTomcat(@Autowired ServletWebServerApplicationContext context) {
		assertThat(LoggerFactory.getILoggerFactory().getClass().getName()).startsWith("org.apache.logging");
		assertThat(context.getWebServer()).isInstanceOf(JettyWebServer.class);
		assertThat(ClassUtils.isPresent("ch.qos.logback.classic.Logger", null)).isFalse();
		assertThat(ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", null)).isFalse();
	}

	@Test
	void anUploadIsReadByATaskAndWatchedToItsEnd(CapturedOutput output) throws Exception {
		String body = """
				--b\r
				Content-Disposition: form-data; name="file"; filename="a.txt"\r
				\r
				one
				two
				\r
				--b--\r
				""";
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/line-counts"))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		TaskStartResponse started = JsonMapper.shared().readValue(answer.body(), TaskStartResponse.class);

		assertThat(TaskStreamClient.forPort(this.port).read(started)).isWhole().isCompletedWith("2");
		assertThat(output).doesNotContain(" WARN ", " ERROR ");
	}

}
