package dev.taskstream.reliability;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.sse.OpenStreams;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service for a process of its own, whose tasks never end by themselves.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class FireApplication {

	private final TaskService tasks;

	private final OpenStreams streams;

	FireApplication(TaskService tasks, OpenStreams streams) {
		this.tasks = tasks;
		this.streams = streams;
	}

	@PostMapping("/start")
	TaskStartResponse start() {
		return this.tasks.start(new Endless());
	}

	@GetMapping("/streams")
	String streams() {
		return String.valueOf(this.streams.size());
	}

	public static void main(String[] arguments) {
		SpringApplication.run(FireApplication.class, arguments);
	}

}
