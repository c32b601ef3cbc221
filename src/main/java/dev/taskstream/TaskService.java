package dev.taskstream;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A service that starts, finds, cancels and removes tasks. It is a singleton bean; all
 * methods may be called from any thread, and none waits for a task or a client.
 */
public interface TaskService {

	/**
	 * Validate the parameters and start a task, immediately or as soon as a worker is
	 * free. If the calling thread serves an authenticated request, its principal becomes
	 * the owner of the task.
	 * @param task the task
	 * @param params the parameters
	 * @param <P> the type of the parameters
	 * @return the id of the task and the URL of its stream
	 * @throws InvalidTaskParametersException if the parameters violate their constraints
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 */
	<P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params);

	/**
	 * Start a task without parameters.
	 * @param task the task
	 * @return the id of the task and the URL of its stream
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 */
	TaskStartResponse start(BaseTask<Void, ?> task);

	/**
	 * Find a task.
	 * @param taskId the task's id
	 * @return a snapshot, or empty if the task is unknown, expired or removed
	 */
	Optional<TaskInfo> find(UUID taskId);

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
	 * Find the log of a task, for readers other than the endpoints: a relay, a test, or a
	 * bean that waits for the end.
	 * @param taskId the task's id
	 * @return the log, or empty if the task is unknown, expired or removed
	 */
	Optional<TaskLog> log(UUID taskId);

}
