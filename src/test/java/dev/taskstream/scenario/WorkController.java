package dev.taskstream.scenario;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller that starts tasks and has no handler for what may go wrong.
 */
@RestController
class WorkController {

	private final TaskService tasks;

	private volatile Puppet next = new Puppet();

	WorkController(TaskService tasks) {
		this.tasks = tasks;
	}

	@PostMapping("/work")
	TaskStartResponse start() {
		return this.tasks.start(this.next);
	}

	@PostMapping("/orders")
	TaskStartResponse order(@RequestBody Order order) {
		return this.tasks.start(new OrderTask(), order);
	}

	/**
	 * What the next request for work starts.
	 */
	void starts(Puppet puppet) {
		this.next = puppet;
	}

	record Order(@NotBlank String item, @Max(9) int count) {

	}

}
