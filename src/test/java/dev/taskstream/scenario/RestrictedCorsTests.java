package dev.taskstream.scenario;

import dev.taskstream.TaskService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "taskstream.cors.allowed-origins=https://app.example.org,https://admin.example.org")
class RestrictedCorsTests {

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	@Test
	void allowedOriginIsNamed() throws Exception {
		assertThat(head("GET", "Origin: https://admin.example.org")).startsWith("HTTP/1.1 200")
			.contains("Access-Control-Allow-Origin: https://admin.example.org\r\n")
			.contains("Vary: Origin\r\n");
	}

	@Test
	void otherOriginGetsNoPermission() throws Exception {
		assertThat(head("GET", "Origin: https://evil.example.org")).startsWith("HTTP/1.1 403")
			.containsIgnoringCase("Content-Type: application/problem+json")
			.doesNotContain("Access-Control-Allow-Origin");
	}

	@Test
	void preflightOfAnotherOriginFails() throws Exception {
		assertThat(head("OPTIONS", "Origin: https://evil.example.org", "Access-Control-Request-Method: GET"))
			.startsWith("HTTP/1.1 403")
			.doesNotContain("Access-Control-Allow-Origin");
	}

	@Test
	void clientThatIsNoPageIsServed() throws Exception {
		assertThat(head("GET", "X-Nothing: here")).startsWith("HTTP/1.1 200")
			.doesNotContain("Access-Control-Allow-Origin");
	}

	private String head(String method, String... headers) throws Exception {
		String path = "/api/tasks/" + this.tasks.start(new Puppet().completes(null)).taskId();
		try (RawPeer peer = RawPeer.connect(this.port)) {
			peer.sends(method + " " + path + " HTTP/1.1", "Host: localhost", String.join("\r\n", headers));
			return peer.readHead();
		}
	}

}
