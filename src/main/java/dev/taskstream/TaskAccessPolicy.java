package dev.taskstream;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * Decides who may watch, query, cancel and remove a task over HTTP. Define a bean of this
 * type to replace the rule that a task which belongs to somebody answers only to them. A
 * policy that throws denies. It does not concern callers of {@link TaskService}.
 */
@FunctionalInterface
public interface TaskAccessPolicy {

	/**
	 * Whether a caller may see a task. Called on request threads.
	 * @param task the task
	 * @param owner the name of the principal who started it, or {@code null} if nobody
	 * was authenticated
	 * @param caller who asks, or {@code null} if nobody is authenticated
	 * @return {@code false} to answer as if the task did not exist
	 */
	boolean permits(TaskInfo task, @Nullable String owner, @Nullable Principal caller);

	/**
	 * The rule that applies unless a bean replaces it: a task that belongs to somebody
	 * answers only to them, any other to whoever knows its id.
	 * @return the rule
	 */
	static TaskAccessPolicy ownerOnly() {
		return (task, owner, caller) -> owner == null || (caller != null && owner.equals(caller.getName()));
	}

}
