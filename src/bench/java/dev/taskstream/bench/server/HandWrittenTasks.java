package dev.taskstream.bench.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.taskstream.TaskStartResponse;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Progress over {@link SseEmitter} as it is commonly written by hand: every task has a
 * list of emitters, and the task's own thread sends to each.
 */
@RestController
class HandWrittenTasks implements JobRunner {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Map<UUID, List<SseEmitter>> watchers = new ConcurrentHashMap<>();

	@Override
	public TaskStartResponse start(Job job) {
		UUID id = UUID.randomUUID();
		this.watchers.put(id, new CopyOnWriteArrayList<>());
		this.executor.execute(() -> execute(id, job));
		return new TaskStartResponse(id, "/tasks/" + id + "/stream");
	}

	@GetMapping("/tasks/{id}/stream")
	SseEmitter stream(@PathVariable UUID id) throws IOException {
		SseEmitter emitter = new SseEmitter(0L);
		List<SseEmitter> emitters = this.watchers.get(id);
		emitter.onCompletion(() -> emitters.remove(emitter));
		emitter.onTimeout(emitter::complete);
		emitter.onError((ex) -> emitters.remove(emitter));
		emitter.send(SseEmitter.event().comment("connected"));
		emitters.add(emitter);
		return emitter;
	}

	private void execute(UUID id, Job job) {
		List<SseEmitter> emitters = this.watchers.get(id);
		Numbers numbers = new Numbers();
		try {
			job.run((text, value) -> send(emitters, numbers.next(), "progress_update",
					new Progress("progress_update", id, Instant.now(), text, value)));
			send(emitters, numbers.next(), "task_completed",
					new Completed("task_completed", id, Instant.now(), "done"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			emitters.forEach(SseEmitter::complete);
			this.watchers.remove(id);
		}
	}

	static void send(List<SseEmitter> emitters, long id, String name, Object data) {
		for (SseEmitter emitter : emitters) {
			try {
				emitter.send(event(id, name, data));
			}
			catch (IOException | IllegalStateException ex) {
				emitters.remove(emitter);
			}
		}
	}

	static SseEmitter.SseEventBuilder event(long id, String name, Object data) {
		return SseEmitter.event().id(String.valueOf(id)).name(name).data(data, MediaType.APPLICATION_JSON);
	}

	static final class Numbers {

		private long last;

		long next() {
			return ++this.last;
		}

	}

	record Progress(String type, UUID taskId, Instant timestamp, String text, double value) {

	}

	record Completed(String type, UUID taskId, Instant timestamp, String result) {

	}

}
