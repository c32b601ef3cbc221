package dev.taskstream.docs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What docs/migration.md begins with: not to be imitated.
 */
@RestController
class HandWrittenImports {

	private final Map<Long, SseEmitter> emitters = new ConcurrentHashMap<>(); // 1

	private final ExecutorService executor = Executors.newCachedThreadPool(); // 2

	private final AtomicLong ids = new AtomicLong(); // 3

	@PostMapping("/imports")
	long start(@RequestBody List<String> lines) {
		long id = this.ids.incrementAndGet();
		this.executor.submit(() -> { // 4
			for (int i = 0; i < lines.size(); i++) {
				importLine(lines.get(i)); // 5
				send(id, "progress", i + 1); // 6
			}
			send(id, "done", lines.size()); // 7
			this.emitters.remove(id).complete(); // 8
		});
		return id;
	}

	@GetMapping("/imports/{id}/stream")
	SseEmitter stream(@PathVariable long id) { // 9
		SseEmitter emitter = new SseEmitter(); // 10
		this.emitters.put(id, emitter);
		emitter.onCompletion(() -> this.emitters.remove(id));
		return emitter;
	}

	private void send(long id, String name, Object data) {
		SseEmitter emitter = this.emitters.get(id);
		if (emitter == null) {
			return; // 11
		}
		try {
			emitter.send(SseEmitter.event().name(name).data(data)); // 12
		}
		catch (IOException ex) {
			emitter.completeWithError(ex); // 13
		}
	}

	private void importLine(String line) {
	}

}
