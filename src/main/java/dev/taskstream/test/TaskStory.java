package dev.taskstream.test;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The events of a task that a client has received, in their order. For assertions see
 * {@link TaskstreamAssertions}.
 *
 * @param logged the events with their numbers; those that the client has skipped are
 * missing
 */
public record TaskStory(List<LoggedEvent> logged) {

	public TaskStory {
		logged = List.copyOf(logged);
	}

	/**
	 * Create a story without gaps.
	 * @param events the events, which are numbered from 1
	 * @return the story
	 */
	public static TaskStory ofAll(List<? extends TaskEvent> events) {
		List<LoggedEvent> logged = new ArrayList<>();
		for (TaskEvent event : events) {
			logged.add(new LoggedEvent(logged.size() + 1, event));
		}
		return new TaskStory(logged);
	}

	/**
	 * Return the events.
	 * @return the events, oldest first
	 */
	public List<TaskEvent> events() {
		return this.logged.stream().map(LoggedEvent::event).toList();
	}

	/**
	 * Return the progress.
	 * @return the updates, oldest first
	 */
	public List<ProgressUpdate> updates() {
		return events().stream().filter(ProgressUpdate.class::isInstance).map(ProgressUpdate.class::cast).toList();
	}

	/**
	 * Return the number with which a client resumes.
	 * @return the number of the newest event, 0 if there is none
	 */
	public long lastEventId() {
		return this.logged.isEmpty() ? 0 : this.logged.get(this.logged.size() - 1).id();
	}

	/**
	 * Return the status of the task after these events.
	 * @return the status, {@link TaskStatus#PENDING} if there is no event
	 */
	public TaskStatus status() {
		if (this.logged.isEmpty()) {
			return TaskStatus.PENDING;
		}
		TaskEvent newest = this.logged.get(this.logged.size() - 1).event();
		if (newest instanceof TaskFailed failed) {
			return failed.status();
		}
		return newest.isFinal() ? TaskStatus.COMPLETED : TaskStatus.RUNNING;
	}

	/**
	 * Return the code of the error that ended the task.
	 * @return the code, or {@code null} if there is none
	 */
	public @Nullable String errorCode() {
		return events().stream()
			.filter(TaskFailed.class::isInstance)
			.map((event) -> ((TaskFailed) event).error().code())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the result of the task.
	 * @return the result as JSON, or {@code null} if there is none
	 */
	public @Nullable String result() {
		for (TaskEvent event : events()) {
			if (event instanceof TaskCompleted completed) {
				return completed.result();
			}
		}
		return null;
	}

}
