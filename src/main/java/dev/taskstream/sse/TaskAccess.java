package dev.taskstream.sse;

import java.util.Optional;
import java.util.UUID;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Finds the task that a request is about, for those who may see it.
 */
final class TaskAccess {

	private static final Logger logger = LoggerFactory.getLogger(TaskAccess.class);

	static final String NOT_FOUND = "There is no such task. It may have expired, or the service was restarted since";

	private final TaskService service;

	private final TaskAccessPolicy policy;

	TaskAccess(TaskService service, TaskAccessPolicy policy) {
		this.service = service;
		this.policy = policy;
	}

	/**
	 * The id that a path or parameter names.
	 * @return empty if it is no UUID in its 36-character form
	 */
	static Optional<UUID> parse(String taskId) {
		try {
			// It takes shorter forms, too
			return Optional.of(UUID.fromString(taskId)).filter((id) -> id.toString().equalsIgnoreCase(taskId));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The log of the task that a path names.
	 * @throws ErrorResponseException with 400 or 404 if there is none for the caller
	 */
	TaskLog find(String taskId, HttpServletRequest request) {
		UUID id = parse(taskId).orElseThrow(
				() -> Problems.of(HttpStatus.BAD_REQUEST, "A task id is a UUID in its 36-character form", request));
		return find(id, request).orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, NOT_FOUND, request));
	}

	/**
	 * The log of a task that the caller may see.
	 * @return empty if there is none, and likewise if the caller may not see it
	 * @throws UndecidedAccessException if the policy throws
	 */
	Optional<TaskLog> find(UUID taskId, HttpServletRequest request) {
		return this.service.log(taskId).filter((log) -> permits(log, request));
	}

	private boolean permits(TaskLog log, HttpServletRequest request) {
		try {
			return this.policy.permits(log.info(), log.owner(), request.getUserPrincipal());
		}
		catch (Throwable ex) {
			logger.warn("The TaskAccessPolicy failed, so the request is answered as one that may succeed later", ex);
			throw new UndecidedAccessException(Problems.of(HttpStatus.SERVICE_UNAVAILABLE,
					"Whether you may see this task cannot be told now. Please try again", request));
		}
	}

}
