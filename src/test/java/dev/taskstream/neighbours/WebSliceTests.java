package dev.taskstream.neighbours;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A controller that injects {@link TaskService}, in a slice of its application.
 */
@WebMvcTest
@ContextConfiguration(classes = WebSliceTests.Application.class)
class WebSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void sliceHasAServiceAndAnswersRejections() {
		assertThat(this.mvc.post().uri("/greetings").param("name", "Ada")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.streamUrl")
			.asString()
			.startsWith("/api/tasks/");
		assertThat(this.mvc.post().uri("/greetings").param("name", " ")).hasStatus(400)
			.bodyJson()
			.extractingPath("$.errors[0].field")
			.isEqualTo("name");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Greetings.class)
	static class Application {

	}

	@RestController
	static class Greetings {

		private final TaskService tasks;

		Greetings(TaskService tasks) {
			this.tasks = tasks;
		}

		@PostMapping("/greetings")
		TaskStartResponse start(@RequestParam String name) {
			return this.tasks.start(new Greeting(), new Greeting.Params(name));
		}

	}

	private static final class Greeting extends BaseTask<Greeting.Params, String> {

		@Override
		protected String execute(Params params, ProgressHandle progress) {
			return "Hello " + params.name();
		}

		record Params(@NotBlank String name) {

		}

	}

}
