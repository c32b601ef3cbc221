package dev.taskstream.scenario;

import java.security.Principal;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;

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

	@Test
	void policyThatThrowsDenies() throws Exception {
		assertThat(statusFor("trouble")).isEqualTo(404);
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
				if (caller.getName().equals("trouble")) {
					throw new IllegalStateException("The directory does not answer");
				}
				return caller.getName().equals("admin");
			};
		}

	}

}
