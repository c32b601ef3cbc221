package dev.taskstream.sse;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskUnavailableException;
import dev.taskstream.log.GuardedLog;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Access to the logs of tasks, subject to the {@link TaskAccessPolicy}.
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
	 * Parse the id in a path or parameter.
	 * @return the id, or empty if it is not a UUID in its 36-character form
	 */
	static Optional<UUID> parse(String taskId) {
		try {
			// fromString accepts shorter forms, too
			return Optional.of(UUID.fromString(taskId)).filter((id) -> id.toString().equalsIgnoreCase(taskId));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return the log of the task in a path.
	 * @throws ErrorResponseException with status 400 or 404 if there is none for the
	 * caller
	 */
	TaskLog find(String taskId, HttpServletRequest request) {
		UUID id = parse(taskId).orElseThrow(
				() -> Problems.of(HttpStatus.BAD_REQUEST, "A task id is a UUID in its 36-character form", request));
		return find(id, request).orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, NOT_FOUND, request));
	}

	/**
	 * Find the log of a task that the caller may access.
	 * @return the log, or empty if there is none or the caller may not access it
	 * @throws UndecidedAccessException if the policy throws or the service cannot tell
	 * now
	 */
	Optional<TaskLog> find(UUID taskId, HttpServletRequest request) {
		return ask(() -> this.service.log(taskId), request).filter((log) -> permits(log, request));
	}

	/**
	 * Ask the service about a task.
	 * @throws UndecidedAccessException if the service cannot tell now
	 */
	<T> T ask(Supplier<T> question, HttpServletRequest request) {
		try {
			return question.get();
		}
		catch (TaskUnavailableException ex) {
			throw new UndecidedAccessException(Problems.of(HttpStatus.SERVICE_UNAVAILABLE,
					"This task cannot be reached now. Please try again", request));
		}
	}

	/**
	 * Return the rule whether a caller may still see some tasks. It outlives the request,
	 * and throws what the policy throws.
	 */
	BooleanSupplier rule(List<TaskLog> logs, HttpServletRequest request) {
		Principal caller = request.getUserPrincipal();
		return () -> logs.stream().allMatch((log) -> this.policy.permits(log.info(), log.owner(), caller));
	}

	private boolean permits(TaskLog log, HttpServletRequest request) {
		try {
			return rule(List.of(log), request).getAsBoolean();
		}
		catch (Throwable ex) {
			GuardedLog.warn(logger, ex,
					"The TaskAccessPolicy failed, so the request is answered as one that may succeed later");
			throw new UndecidedAccessException(Problems.of(HttpStatus.SERVICE_UNAVAILABLE,
					"Whether you may see this task cannot be told now. Please try again", request));
		}
	}

}
