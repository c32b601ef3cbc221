package dev.taskstream.scenario;

import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application's own rule of who may see a task.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AccessPolicyTests {

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

	@Test
	void policyReplacesTheRule() throws Exception {
		assertThat(statusFor("admin")).isEqualTo(200);
		assertThat(statusFor("bob")).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "trouble", "error", "overflow" })
	void policyThatThrowsIsAskedAgainLater(String user) throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().completes(null));
		String task = "/api/tasks/" + started.taskId();

		for (String stream : List.of(started.streamUrl(), "/api/tasks/stream?taskId=" + started.taskId())) {
			HttpResponse<String> comeBack = Requests.send(this.port, "GET", stream, HeaderLogin.HEADER, user);
			assertThat(comeBack.statusCode()).isEqualTo(200);
			assertThat(comeBack.body()).matches("retry: \\d+\\n:access cannot be checked now, please come back\\n");
		}
		for (String request : List.of("GET " + task, "DELETE " + task, "POST " + task + "/cancel")) {
			String[] parts = request.split(" ");
			HttpResponse<String> undecided = Requests.send(this.port, parts[0], parts[1], HeaderLogin.HEADER, user);
			assertThat(undecided.statusCode()).isEqualTo(503);
			assertThat(Requests.header(undecided, "Retry-After")).matches("\\d+");
			assertThat(Requests.header(undecided, "Content-Type")).isEqualTo("application/problem+json");
			assertThat(undecided.body()).doesNotContain("directory", "Exception");
		}
	}

	private int statusFor(String user) throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().completes(null));
		return Requests.send(this.port, "GET", started.streamUrl(), HeaderLogin.HEADER, user).statusCode();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Policy {

		@Bean
		TaskAccessPolicy adminsOnly() {
			return (TaskInfo task, String owner, Principal caller) -> {
				switch (caller.getName()) {
					case "trouble" -> throw new IllegalStateException("The directory does not answer");
					case "error" -> throw new NoClassDefFoundError("org/example/Directory");
					case "overflow" -> overflow();
				}
				return caller.getName().equals("admin");
			};
		}

		private static void overflow() {
			overflow();
		}

	}

}
