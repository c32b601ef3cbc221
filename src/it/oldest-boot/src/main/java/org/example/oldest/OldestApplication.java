package org.example.oldest;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class OldestApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(OldestApplication.class, arguments);
	}

	record Person(@NotBlank String name) {

	}

	@Component
	static class Greeting extends BaseTask<Person, String> {

		@Override
		protected String execute(Person person, ProgressHandle progress) {
			progress.report("Greeting " + person.name(), 0.5);
			return "Hello " + person.name();
		}

	}

	@RestController
	record GreetingController(TaskService tasks, Greeting greeting) {

		@PostMapping("/greetings")
		TaskStartResponse start(@RequestBody Person person) {
			return this.tasks.start(this.greeting, person);
		}

	}

}
