package dev.taskstream;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A service that starts, finds, cancels and removes tasks. It is a singleton bean; all
 * methods may be called from any thread, and none waits for a task or a client.
 */
public interface TaskService {

	/**
	 * Start a task without options.
	 * @param task the task
	 * @param params the parameters
	 * @param <P> the type of the parameters
	 * @return the id of the task and the URL of its stream
	 * @throws InvalidTaskParametersException if the parameters violate their constraints
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 * @see #start(BaseTask, Object, StartOptions)
	 */
	default <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params) {
		return start(task, params, StartOptions.create());
	}

	/**
	 * Validate the parameters and start a task, immediately or as soon as a worker is
	 * free. If the calling thread serves an authenticated request, its principal becomes
	 * the owner of the task.
	 * @param task the task
	 * @param params the parameters
	 * @param options what this start does differently
	 * @param <P> the type of the parameters
	 * @return the id of the task and the URL of its stream; those of an earlier task if
	 * the options have the key of one that has not ended
	 * @throws InvalidTaskParametersException if the parameters violate their constraints
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 */
	<P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params, StartOptions options);

	/**
	 * Start a task without parameters and options.
	 * @param task the task
	 * @return the id of the task and the URL of its stream
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 */
	@SuppressWarnings("NullAway") // Void has no value but null
	default TaskStartResponse start(BaseTask<? extends @Nullable Void, ?> task) {
		return start(task, null);
	}

	/**
	 * Find a task.
	 * @param taskId the task's id
	 * @return a snapshot, or empty if the task is unknown, expired or removed
	 */
	Optional<TaskInfo> find(UUID taskId);

	/**
	 * Find the tasks of an owner.
	 * @param owner the name of the principal that the tasks belong to
	 * @return snapshots of all tasks of the owner that are still known, the newest first
	 */
	List<TaskInfo> findByOwner(String owner);

	/**
	 * Return the URL of a task's stream, as {@link #start} would return it to this
	 * caller. Whether there is such a task is not checked.
	 * @param taskId the task's id
	 * @return a path that begins with one slash
	 */
	String streamUrl(UUID taskId);

	/**
	 * Return a future of a task's end. Its dependent actions are executed on a thread
	 * that may block, never on the task's or a delivery thread. Completing or cancelling
	 * the future has no effect on the task.
	 * @param taskId the task's id
	 * @return a future that completes once the task has ended, in whatever way, and fails
	 * with {@link NoSuchElementException} if the task is unknown, expired or removed
	 */
	CompletableFuture<TaskInfo> whenEnded(UUID taskId);

	/**
	 * End a task as {@link TaskStatus#CANCELLED} and interrupt its thread. A task that
	 * waits in the queue is removed from it.
	 * @param taskId the task's id
	 * @return {@code true} if this call ended the task, {@code false} if it is unknown or
	 * had ended before
	 */
	boolean cancel(UUID taskId);

	/**
	 * Remove a finished task before its retention is over.
	 * @param taskId the task's id
	 * @return {@code true} if a finished task was removed, {@code false} if it is unknown
	 * or still active
	 */
	boolean remove(UUID taskId);

	/**
	 * Find the log of a task, for readers other than the endpoints, such as a relay or a
	 * test.
	 * @param taskId the task's id
	 * @return the log, or empty if the task is unknown, expired or removed
	 */
	Optional<TaskLog> log(UUID taskId);

}
