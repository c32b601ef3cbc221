package dev.taskstream;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Starts tasks and answers for them until they are forgotten. A singleton bean; all
 * methods may be called from any thread and none waits for a task or for a client.
 */
public interface TaskService {

	/**
	 * Validates the parameters and starts a task, at once or as soon as a worker is free.
	 * If the calling thread serves an authenticated request, the task belongs to its
	 * principal.
	 * @param task the task
	 * @param params its parameters
	 * @param <P> the type of the parameters
	 * @return the new task's id and where to watch it
	 * @throws InvalidTaskParametersException if the parameters violate their constraints
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 */
	<P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params);

	/**
	 * Starts a task without parameters.
	 * @param task the task
	 * @return the new task's id and where to watch it
	 * @throws TaskQueueFullException if all workers are busy and the queue is full, or if
	 * the service is stopping
	 */
	TaskStartResponse start(BaseTask<Void, ?> task);

	/**
	 * What is known of a task now.
	 * @param taskId the task's id
	 * @return a snapshot, or empty if the task is unknown, expired or removed
	 */
	Optional<TaskInfo> find(UUID taskId);

	/**
	 * Ends a task as {@link TaskStatus#CANCELLED} for everybody who watches it and
	 * interrupts its thread. A task that still waits in the queue gives its place back.
	 * @param taskId the task's id
	 * @return {@code true} if this call ended the task, {@code false} if it is unknown or
	 * had ended before
	 */
	boolean cancel(UUID taskId);

	/**
	 * Forgets a finished task before its retention is over.
	 * @param taskId the task's id
	 * @return {@code true} if a finished task was removed, {@code false} if it is unknown
	 * or still active
	 */
	boolean remove(UUID taskId);

	/**
	 * The log of a task, for readers other than the endpoints: a relay, a test, a bean
	 * that waits for the end.
	 * @param taskId the task's id
	 * @return the log, or empty if the task is unknown, expired or removed
	 */
	Optional<TaskLog> log(UUID taskId);

}
