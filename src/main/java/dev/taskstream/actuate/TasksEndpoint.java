package dev.taskstream.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

import dev.taskstream.TaskError;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint @Endpoint} that lists and cancels the tasks of an engine. It exposes
 * neither parameters nor results nor texts that tasks have reported.
 */
@Endpoint(id = "tasks")
public final class TasksEndpoint {

	private static final int DEFAULT_LIMIT = 100;

	private final KnownTasks tasks;

	private final TaskEngine engine;

	private final OpenStreams streams;

	private final StreamCounters counters;

	private final TaskTally tally = new TaskTally(System::nanoTime);

	/**
	 * Create the endpoint, which counts ends and rejections from now on.
	 * @param engine the engine
	 * @param streams the open streams
	 * @param counters the counters of all streams
	 */
	public TasksEndpoint(TaskEngine engine, OpenStreams streams, StreamCounters counters) {
		this.tasks = new KnownTasks(engine);
		this.engine = engine;
		this.streams = streams;
		this.counters = counters;
		engine.addListener(this.tally);
	}

	/**
	 * Return tasks, the newest first.
	 * @param status the status of the tasks, or {@code null} for all
	 * @param lingering {@code true} for those only that have ended while their code
	 * occupies a worker
	 * @param search a part of the name or the owner, or the beginning of the id, in upper
	 * or lower case; {@code null} for all
	 * @param limit the maximum number of tasks, or {@code null} for 100
	 * @return the tasks, and how busy everything is
	 */
	@ReadOperation
	public Tasks tasks(@Nullable TaskStatus status, @Nullable Boolean lingering, @Nullable String search,
			@Nullable Integer limit) {
		List<Task> all = this.tasks.newestFirst();
		List<Task> matching = all.stream()
			.filter((task) -> status == null || task.status() == status)
			.filter((task) -> !Boolean.TRUE.equals(lingering) || task.lingering())
			.filter(matches(search))
			.toList();
		return new Tasks(Instant.now(), this.engine.state(), this.tally.rejections(),
				new Streams(this.streams.size(), this.counters.refused()), LastHour.of(this.tally), all.size(),
				matching.size(),
				matching.stream().limit(Math.max((limit != null) ? limit : DEFAULT_LIMIT, 0)).toList());
	}

	private static Predicate<Task> matches(@Nullable String search) {
		if (search == null) {
			return (task) -> true;
		}
		String part = search.toLowerCase(Locale.ROOT);
		return (task) -> task.taskId().toString().startsWith(part)
				|| task.name().toLowerCase(Locale.ROOT).contains(part)
				|| (task.owner() != null && task.owner().toLowerCase(Locale.ROOT).contains(part));
	}

	/**
	 * Return one task.
	 * @param taskId its id
	 * @return the task, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Task task(@Selector UUID taskId) {
		return this.tasks.find(taskId);
	}

	/**
	 * End a task as cancelled.
	 * @param taskId its id
	 * @return whether this call ended it
	 */
	@DeleteOperation
	public Cancellation cancel(@Selector UUID taskId) {
		return new Cancellation(this.engine.service().cancel(taskId));
	}

	/**
	 * The tasks of an engine.
	 *
	 * @param now the time of the snapshot
	 * @param engine how busy the engine is
	 * @param rejected how many tasks were rejected since the start
	 * @param streams the streams of tasks
	 * @param lastHour what ended in the last hour
	 * @param total the number of all tasks
	 * @param matching the number of tasks that match the request
	 * @param tasks the matching tasks, up to the limit
	 */
	public record Tasks(Instant now, EngineState engine, long rejected, Streams streams, LastHour lastHour, int total,
			int matching, List<Task> tasks) {

	}

	/**
	 * The streams of tasks.
	 *
	 * @param open how many are open
	 * @param refused how many were refused since the start
	 */
	public record Streams(int open, long refused) {

	}

	/**
	 * The numbers of tasks that ended in each of the last sixty minutes, the current one
	 * last.
	 *
	 * @param completed those that completed
	 * @param failed those that failed
	 * @param cancelled those that were cancelled
	 * @param timedOut those that timed out
	 */
	public record LastHour(List<Integer> completed, List<Integer> failed, List<Integer> cancelled,
			List<Integer> timedOut) {

		static LastHour of(TaskTally tally) {
			return new LastHour(tally.of(TaskStatus.COMPLETED), tally.of(TaskStatus.FAILED),
					tally.of(TaskStatus.CANCELLED), tally.of(TaskStatus.TIMED_OUT));
		}

	}

	/**
	 * A task as operators may see it.
	 *
	 * @param taskId its id
	 * @param name its name
	 * @param owner the name of the principal that it belongs to
	 * @param status its status
	 * @param lingering whether it has ended while its code occupies a worker
	 * @param value its newest progress, from 0.0 to 1.0
	 * @param createdAt when it was accepted
	 * @param startedAt when a worker started it
	 * @param finishedAt when it ended
	 * @param errorCode the code of the error if it did not complete
	 * @param errorMessage the message of that error, as clients see it
	 * @param stackTrace where the thread of a lingering task is, if only this task was
	 * asked for
	 */
	public record Task(UUID taskId, String name, @Nullable String owner, TaskStatus status, boolean lingering,
			@Nullable Double value, Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt,
			@Nullable String errorCode, @Nullable String errorMessage, @Nullable List<String> stackTrace) {

		static Task of(TaskInfo task, @Nullable String owner, boolean lingering, @Nullable List<String> stackTrace) {
			TaskError error = task.error();
			return new Task(task.taskId(), task.name(), owner, task.status(), lingering, task.value(), task.createdAt(),
					task.startedAt(), task.finishedAt(), (error != null) ? error.code() : null,
					(error != null) ? error.message() : null, stackTrace);
		}

	}

	/**
	 * The outcome of a cancellation.
	 *
	 * @param cancelled whether it ended the task; {@code false} if the task is unknown or
	 * had ended before
	 */
	public record Cancellation(boolean cancelled) {

	}

}
