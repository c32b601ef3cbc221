package dev.taskstream.sse;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Controller for the stream, status, cancellation and removal of a task.
 */
@RestController
@RequestMapping(TaskController.BASE_PATH + "/{taskId}")
public final class TaskController {

	/** The path of all endpoints. */
	static final String BASE_PATH = "${taskstream.base-path:/api/tasks}";

	private final TaskService service;

	private final TaskAccess access;

	private final StreamOpener opener;

	/**
	 * Create the controller.
	 * @param service the service that runs the tasks
	 * @param policy decides who may access a task
	 * @param streams the collaborators that all streams share
	 */
	public TaskController(TaskService service, TaskAccessPolicy policy, StreamContext streams) {
		this.service = service;
		this.access = new TaskAccess(service, policy);
		this.opener = new StreamOpener(streams);
	}

	@GetMapping("/stream")
	@Nullable SseEmitter stream(@PathVariable String taskId, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		TaskLog log;
		try {
			log = this.access.find(taskId, request);
		}
		catch (UndecidedAccessException ex) {
			return this.opener.undecided(request, response);
		}
		LastEventId lastEventId = LastEventId.of(request);
		if (log.info().status().isFinal() && lastEventId.in(log) == log.lastEventId()) {
			return this.opener.nothingMore(response);
		}
		return this.opener.open(new TaskFrames(log, lastEventId), this.access.rule(List.of(log), request), request,
				response);
	}

	@GetMapping
	ResponseEntity<byte[]> status(@PathVariable String taskId, HttpServletRequest request) {
		return json(HttpStatus.OK, this.access.find(taskId, request).info());
	}

	@PostMapping("/cancel")
	ResponseEntity<byte[]> cancel(@PathVariable String taskId, HttpServletRequest request) {
		TaskLog log = this.access.find(taskId, request);
		UUID id = log.info().taskId();
		if (!this.access.ask(() -> this.service.cancel(id), request)) {
			throw Problems.of(HttpStatus.CONFLICT, "The task has already finished", request);
		}
		return json(HttpStatus.ACCEPTED, this.access.ask(() -> this.service.find(id), request).orElseGet(log::info));
	}

	@DeleteMapping
	ResponseEntity<Void> remove(@PathVariable String taskId, HttpServletRequest request) {
		UUID id = this.access.find(taskId, request).info().taskId();
		if (!this.access.ask(() -> this.service.remove(id), request)) {
			throw Problems.of(HttpStatus.CONFLICT, "The task is still active; cancel it first", request);
		}
		return ResponseEntity.noContent().build();
	}

	@RequestMapping
	void otherMethod(HttpServletRequest request, HttpServletResponse response) {
		Problems.write(Problems.notAllowed("GET, HEAD, DELETE, OPTIONS", request), response);
	}

	@RequestMapping("/stream")
	void otherStreamMethod(HttpServletRequest request, HttpServletResponse response) {
		Problems.write(Problems.notAllowed("GET, HEAD, OPTIONS", request), response);
	}

	@RequestMapping("/cancel")
	void otherCancelMethod(HttpServletRequest request, HttpServletResponse response) {
		Problems.write(Problems.notAllowed("POST, OPTIONS", request), response);
	}

	private static ResponseEntity<byte[]> json(HttpStatus status, TaskInfo info) {
		return ResponseEntity.status(status).contentType(TaskJson.MEDIA_TYPE).body(TaskJson.bytes(info));
	}

}
