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
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * An application that shows progress with {@link SseEmitter} as it is commonly written by
 * hand: every task has a list of emitters, and the task's own thread sends to each.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(BatchController.class)
@RestController
public class HandWrittenApplication implements Batch.Starter {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Map<UUID, List<SseEmitter>> emittersByTask = new ConcurrentHashMap<>();

	@Override
	public String start(Batch.Work work) {
		UUID id = UUID.randomUUID();
		this.emittersByTask.put(id, new CopyOnWriteArrayList<>());
		this.executor.execute(() -> execute(id, work));
		return "/tasks/" + id + "/stream";
	}

	@GetMapping("/tasks/{id}/stream")
	SseEmitter stream(@PathVariable UUID id) throws IOException {
		SseEmitter emitter = new SseEmitter(0L);
		List<SseEmitter> emitters = this.emittersByTask.get(id);
		emitter.onCompletion(() -> emitters.remove(emitter));
		emitter.onTimeout(emitter::complete);
		emitter.onError((ex) -> emitters.remove(emitter));
		emitter.send(SseEmitter.event().comment("connected"));
		emitters.add(emitter);
		return emitter;
	}

	private void execute(UUID id, Batch.Work work) {
		List<SseEmitter> emitters = this.emittersByTask.get(id);
		AtomicLong numbers = new AtomicLong();
		try {
			work.run((text, value) -> send(emitters, numbers.incrementAndGet(), "progress_update",
					new Progress("progress_update", id, Instant.now(), text, value)));
			send(emitters, numbers.incrementAndGet(), "task_completed",
					new Completed("task_completed", id, Instant.now(), "done"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			emitters.forEach(SseEmitter::complete);
			this.emittersByTask.remove(id);
		}
	}

	private static void send(List<SseEmitter> emitters, long id, String name, Object data) {
		for (SseEmitter emitter : emitters) {
			try {
				emitter
					.send(SseEmitter.event().id(String.valueOf(id)).name(name).data(data, MediaType.APPLICATION_JSON));
			}
			catch (IOException | IllegalStateException ex) {
				emitters.remove(emitter);
			}
		}
	}

	private record Progress(String type, UUID taskId, Instant timestamp, String text, double value) {

	}

	private record Completed(String type, UUID taskId, Instant timestamp, String result) {

	}

}
