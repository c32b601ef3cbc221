package dev.taskstream.bench.server;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Starts batches of tasks for the driver. All answers are plain text.
 */
@RestController
@RequestMapping("/bench/batches")
final class BatchController {

	private final Batch.Starter starter;

	private final Map<UUID, Batch> batches = new ConcurrentHashMap<>();

	BatchController(Batch.Starter starter) {
		this.starter = starter;
	}

	/**
	 * Start the tasks, which wait for {@link #begin}.
	 * @return the batch's id and the paths of its streams, one a line
	 */
	@PostMapping
	String start(Load load) {
		UUID id = UUID.randomUUID();
		Batch batch = new Batch(load);
		this.batches.put(id, batch);
		StringBuilder answer = new StringBuilder(id.toString());
		for (int i = 0; i < load.tasks(); i++) {
			int index = i;
			answer.append('\n').append(this.starter.start((reporter) -> batch.run(index, reporter)));
		}
		return answer.toString();
	}

	@PostMapping("/{id}")
	void begin(@PathVariable UUID id, @RequestParam long delay) {
		this.batches.get(id).begin(Duration.ofMillis(delay));
	}

	/** Wait for the end of a batch and forget it. */
	@DeleteMapping("/{id}")
	String end(@PathVariable UUID id) throws InterruptedException {
		return String.valueOf(this.batches.remove(id).awaitEnd());
	}

}
