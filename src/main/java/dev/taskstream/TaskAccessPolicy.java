package dev.taskstream;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * A policy that decides who may watch, query, cancel and remove a task over HTTP. A bean
 * of this type replaces {@link #ownerOnly()}. A policy that throws an exception denies
 * access. It does not apply to callers of {@link TaskService}.
 */
@FunctionalInterface
public interface TaskAccessPolicy {

	/**
	 * Whether a caller may access a task. Called on request threads.
	 * @param task the task
	 * @param owner the name of the principal that started the task, or {@code null} if
	 * there was none
	 * @param caller the principal of the request, or {@code null} if there is none
	 * @return {@code false} to respond as if the task did not exist
	 */
	boolean permits(TaskInfo task, @Nullable String owner, @Nullable Principal caller);

	/**
	 * Return the default policy: a task with an owner is accessible only to that owner,
	 * and any other task to every caller that knows its id.
	 * @return the policy
	 */
	static TaskAccessPolicy ownerOnly() {
		return (task, owner, caller) -> owner == null || (caller != null && owner.equals(caller.getName()));
	}

}
