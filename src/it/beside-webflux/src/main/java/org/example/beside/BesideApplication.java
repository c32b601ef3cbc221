package org.example.beside;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

@SpringBootApplication
public class BesideApplication {

	public static void main(String[] args) {
		SpringApplication.run(BesideApplication.class, args);
	}

	@Bean
	WebClient webClient() {
		return WebClient.create();
	}

	@Component
	static class Greeting extends BaseTask<Void, String> {

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			progress.report("greeting", 0.5);
			return "hello";
		}

	}

	@RestController
	static class GreetingController {

		private final TaskService tasks;

		private final Greeting greeting;

		GreetingController(TaskService tasks, Greeting greeting) {
			this.tasks = tasks;
			this.greeting = greeting;
		}

		@PostMapping("/greetings")
		TaskStartResponse start() {
			return this.tasks.start(this.greeting);
		}

	}

}
