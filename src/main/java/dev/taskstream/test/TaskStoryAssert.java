package dev.taskstream.test;

import java.util.List;
import java.util.Objects;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Assertions for a {@link TaskStory}.
 */
public final class TaskStoryAssert extends AbstractAssert<TaskStoryAssert, TaskStory> {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	TaskStoryAssert(TaskStory story) {
		super(story, TaskStoryAssert.class);
	}

	/**
	 * Verify that the task returned normally.
	 * @return these assertions
	 */
	public TaskStoryAssert isCompleted() {
		return hasStatus(TaskStatus.COMPLETED);
	}

	/**
	 * Verify the result of the task.
	 * @param json the result as JSON, compared as a value: white space and the order of
	 * members are ignored
	 * @return these assertions
	 */
	public TaskStoryAssert isCompletedWith(String json) {
		isCompleted();
		JsonNode result = MAPPER.readTree(Objects.requireNonNullElse(this.actual.result(), "null"));
		if (!result.equals(MAPPER.readTree(json))) {
			failWithMessage("Expected the result%n  %s%nbut was%n  %s", json, result);
		}
		return this;
	}

	/**
	 * Verify that the task threw an exception, or that its result could not be written.
	 * @param code the error's code
	 * @return these assertions
	 */
	public TaskStoryAssert hasFailedWith(String code) {
		return hasStatus(TaskStatus.FAILED).hasErrorCode(code);
	}

	/**
	 * Verify that the task was ended from outside.
	 * @return these assertions
	 */
	public TaskStoryAssert isCancelled() {
		return hasStatus(TaskStatus.CANCELLED);
	}

	/**
	 * Verify the status of the task.
	 * @param status the status, final or not
	 * @return these assertions
	 */
	public TaskStoryAssert hasStatus(TaskStatus status) {
		isNotNull();
		if (this.actual.status() != status) {
			failWithMessage("Expected a task that is %s, but it is %s:%n%s", status, this.actual.status(), written());
		}
		return this;
	}

	/**
	 * Verify the code of the error that ended the task.
	 * @param code the error's code
	 * @return these assertions
	 */
	public TaskStoryAssert hasErrorCode(String code) {
		isNotNull();
		if (!code.equals(this.actual.errorCode())) {
			failWithMessage("Expected the error code \"%s\", but it is \"%s\":%n%s", code, this.actual.errorCode(),
					written());
		}
		return this;
	}

	/**
	 * Verify that the task reported a text at some time.
	 * @param text the text
	 * @return these assertions
	 */
	public TaskStoryAssert hasReported(String text) {
		isNotNull();
		if (texts().stream().noneMatch(text::equals)) {
			failWithMessage("Expected a report of \"%s\" among:%n%s", text, written());
		}
		return this;
	}

	/**
	 * Verify that the task had a text and a value together at some time.
	 * @param text the text
	 * @param value the value
	 * @return these assertions
	 */
	public TaskStoryAssert hasReported(String text, double value) {
		isNotNull();
		if (this.actual.updates().stream().noneMatch((update) -> isAt(update, text, value))) {
			failWithMessage("Expected a report of \"%s\" with %s among:%n%s", text, value, written());
		}
		return this;
	}

	private static boolean isAt(ProgressUpdate update, String text, double value) {
		return text.equals(update.text()) && update.value() != null && update.value() == value;
	}

	/**
	 * Verify all texts, one for each report.
	 * @param texts the texts, oldest first
	 * @return these assertions
	 */
	public TaskStoryAssert hasReportedExactly(String... texts) {
		isNotNull();
		if (!texts().equals(List.of(texts))) {
			failWithMessage("Expected exactly the reports %s, but was:%n%s", List.of(texts), written());
		}
		return this;
	}

	/**
	 * Verify that no value is less than the one before it.
	 * @return these assertions
	 */
	public TaskStoryAssert neverGoesBack() {
		isNotNull();
		double highest = 0.0;
		for (ProgressUpdate update : this.actual.updates()) {
			if (update.value() != null && update.value() < highest) {
				failWithMessage("Expected values that never go back, but %s follows %s:%n%s", update.value(), highest,
						written());
			}
			highest = (update.value() != null) ? update.value() : highest;
		}
		return this;
	}

	/**
	 * Verify that every event was received: a start, any progress, and one end, with the
	 * numbers 1, 2, 3 …
	 * @return these assertions
	 */
	public TaskStoryAssert isWhole() {
		isNotNull();
		List<LoggedEvent> logged = this.actual.logged();
		for (int i = 0; i < logged.size(); i++) {
			boolean last = i == logged.size() - 1;
			if (logged.get(i).id() != i + 1 || logged.get(i).event().isFinal() != last) {
				failWithMessage("Expected a whole story, but event %s is out of place:%n%s", logged.get(i).id(),
						written());
			}
		}
		if (logged.isEmpty() || !(logged.get(0).event() instanceof TaskStarted)) {
			failWithMessage("Expected a whole story, but it does not begin with the start:%n%s", written());
		}
		return this;
	}

	private List<@Nullable String> texts() {
		return this.actual.updates().stream().<@Nullable String>map(ProgressUpdate::text).toList();
	}

	private String written() {
		StringBuilder written = new StringBuilder();
		this.actual.logged().forEach((logged) -> written.append("  ").append(logged).append(System.lineSeparator()));
		return written.toString();
	}

}
