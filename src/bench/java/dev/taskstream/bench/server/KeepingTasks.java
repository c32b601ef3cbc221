package dev.taskstream.bench.server;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.taskstream.TaskStartResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The same as {@link HandWrittenTasks}, but nothing is lost on a reconnect: events are
 * kept, and the last finished tasks can still be watched. What that costs by hand.
 */
@RestController
class KeepingTasks implements JobRunner {

	private static final int MAX_FINISHED = 10_000;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Map<UUID, Story> stories = new ConcurrentHashMap<>();

	private final Queue<UUID> finished = new ConcurrentLinkedQueue<>();

	@Override
	public TaskStartResponse start(Job job) {
		UUID id = UUID.randomUUID();
		Story story = new Story();
		this.stories.put(id, story);
		this.executor.execute(() -> execute(id, story, job));
		return new TaskStartResponse(id, "/tasks/" + id + "/stream");
	}

	@GetMapping("/tasks/{id}/stream")
	@Nullable SseEmitter stream(@PathVariable UUID id, @RequestHeader(name = "Last-Event-ID", defaultValue = "0") int seen,
			HttpServletResponse response) throws IOException {
		Story story = this.stories.get(id);
		if (story.isOverAfter(seen)) {
			response.setStatus(HttpStatus.NO_CONTENT.value());
			return null;
		}
		SseEmitter emitter = new SseEmitter(0L);
		emitter.onCompletion(() -> story.leave(emitter));
		emitter.onTimeout(emitter::complete);
		emitter.onError((ex) -> story.leave(emitter));
		emitter.send(SseEmitter.event().comment("connected"));
		story.join(emitter, seen);
		return emitter;
	}

	private void execute(UUID id, Story story, Job job) {
		try {
			job.run((text, value) -> story.tell("progress_update",
					new HandWrittenTasks.Progress("progress_update", id, Instant.now(), text, value)));
			story.tell("task_completed", new HandWrittenTasks.Completed("task_completed", id, Instant.now(), "done"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			story.end();
			this.finished.add(id);
			if (this.stories.size() > MAX_FINISHED) {
				this.stories.remove(this.finished.remove());
			}
		}
	}

	private static final class Story {

		private final List<Event> events = new ArrayList<>();

		private final List<SseEmitter> watchers = new CopyOnWriteArrayList<>();

		private boolean over;

		synchronized void tell(String name, Object data) {
			Event event = new Event(this.events.size() + 1, name, data);
			this.events.add(event);
			HandWrittenTasks.send(this.watchers, event.number(), name, data);
		}

		synchronized void end() {
			this.over = true;
			this.watchers.forEach(SseEmitter::complete);
		}

		synchronized boolean isOverAfter(int seen) {
			return this.over && seen == this.events.size();
		}

		synchronized void join(SseEmitter watcher, int seen) throws IOException {
			for (Event missed : this.events.subList(Math.min(seen, this.events.size()), this.events.size())) {
				watcher.send(HandWrittenTasks.event(missed.number(), missed.name(), missed.data()));
			}
			if (this.over) {
				watcher.complete();
			}
			else {
				this.watchers.add(watcher);
			}
		}

		synchronized void leave(SseEmitter watcher) {
			this.watchers.remove(watcher);
		}

	}

	private record Event(int number, String name, Object data) {

	}

}
