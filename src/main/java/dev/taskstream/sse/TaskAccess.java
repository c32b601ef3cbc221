package dev.taskstream.sse;

import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the task that a request is about, for those who may see it.
 */
final class TaskAccess {

	private static final Logger logger = LoggerFactory.getLogger(TaskAccess.class);

	static final String NOT_FOUND = "There is no such task. It may have expired, or the service was restarted since";

	private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private final TaskService service;

	private final TaskAccessPolicy policy;

	TaskAccess(TaskService service, TaskAccessPolicy policy) {
		this.service = service;
		this.policy = policy;
	}

	static boolean isId(String taskId) {
		return UUID_FORM.matcher(taskId).matches();
	}

	/**
	 * The id that a path or parameter names.
	 * @return empty if it is no UUID in its 36-character form
	 */
	static Optional<UUID> parse(String taskId) {
		return isId(taskId) ? Optional.of(UUID.fromString(taskId)) : Optional.empty();
	}

	/**
	 * The log of a task that the caller may see.
	 * @return empty if there is none, and likewise if the caller may not see it
	 */
	Optional<TaskLog> find(UUID taskId, @Nullable Principal caller) {
		return this.service.log(taskId).filter((log) -> permits(log, caller));
	}

	private boolean permits(TaskLog log, @Nullable Principal caller) {
		try {
			return this.policy.permits(log.info(), log.owner(), caller);
		}
		catch (RuntimeException ex) {
			logger.warn("The TaskAccessPolicy failed, which denies access", ex);
			return false;
		}
	}

}
