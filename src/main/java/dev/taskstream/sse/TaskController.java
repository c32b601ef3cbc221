package dev.taskstream.sse;

import java.security.Principal;
import java.util.UUID;
import java.util.function.Function;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of a task: its stream, its status, its cancellation and its removal.
 */
@RestController
@RequestMapping("/api/tasks/{taskId}")
public final class TaskController {

	private final TaskService service;

	private final TaskAccess access;

	private final StreamOpener opener;

	/**
	 * The endpoints.
	 * @param service the service that runs the tasks
	 * @param policy who may see a task
	 * @param streams where streams are counted and kept alive
	 */
	public TaskController(TaskService service, TaskAccessPolicy policy, OpenStreams streams) {
		this.service = service;
		this.access = new TaskAccess(service, policy);
		this.opener = new StreamOpener(streams);
	}

	@GetMapping("/stream")
	ResponseEntity<?> stream(@PathVariable String taskId, @Nullable Principal caller, HttpServletRequest request,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header) {
		return answer(taskId, caller, request, (log) -> {
			long lastEventId = StreamOpener.lastEventId(header, Parameters.first(request, "lastEventId"));
			if (lastEventId > 0 && log.info().status().isFinal() && lastEventId == log.lastEventId()) {
				return this.opener.nothingMore();
			}
			return this.opener.open(new TaskFrames(log, lastEventId), request);
		});
	}

	@GetMapping
	ResponseEntity<?> status(@PathVariable String taskId, @Nullable Principal caller, HttpServletRequest request) {
		return answer(taskId, caller, request, (log) -> json(HttpStatus.OK, log.info()));
	}

	@PostMapping("/cancel")
	ResponseEntity<?> cancel(@PathVariable String taskId, @Nullable Principal caller, HttpServletRequest request) {
		return answer(taskId, caller, request, (log) -> this.service.cancel(log.info().taskId())
				? json(HttpStatus.ACCEPTED, log.info()) : conflict("The task has already finished", request));
	}

	@DeleteMapping
	ResponseEntity<?> remove(@PathVariable String taskId, @Nullable Principal caller, HttpServletRequest request) {
		return answer(taskId, caller, request, (log) -> this.service.remove(log.info().taskId())
				? ResponseEntity.noContent().build() : conflict("The task is still active; cancel it first", request));
	}

	@RequestMapping
	ResponseEntity<?> otherMethod(HttpServletRequest request) {
		return Problems.notAllowed("GET, HEAD, DELETE, OPTIONS", request);
	}

	@RequestMapping("/stream")
	ResponseEntity<?> otherStreamMethod(HttpServletRequest request) {
		return Problems.notAllowed("GET, HEAD, OPTIONS", request);
	}

	@RequestMapping("/cancel")
	ResponseEntity<?> otherCancelMethod(HttpServletRequest request) {
		return Problems.notAllowed("POST, OPTIONS", request);
	}

	private ResponseEntity<?> answer(String taskId, @Nullable Principal caller, HttpServletRequest request,
			Function<TaskLog, ResponseEntity<?>> answer) {
		UUID id = TaskAccess.parse(taskId).orElse(null);
		if (id == null) {
			return Problems.answer(HttpStatus.BAD_REQUEST, "A task id is a UUID in its 36-character form", request);
		}
		TaskLog log = this.access.find(id, caller).orElse(null);
		if (log == null) {
			return Problems.answer(HttpStatus.NOT_FOUND, TaskAccess.NOT_FOUND, request);
		}
		return answer.apply(log);
	}

	private static ResponseEntity<?> json(HttpStatus status, TaskInfo info) {
		return ResponseEntity.status(status).contentType(TaskJson.MEDIA_TYPE).body(TaskJson.bytes(info));
	}

	private static ResponseEntity<?> conflict(String detail, HttpServletRequest request) {
		return Problems.answer(HttpStatus.CONFLICT, detail, request);
	}

}
