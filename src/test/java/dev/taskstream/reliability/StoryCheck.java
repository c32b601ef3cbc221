package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what a reader got with a task's log and with what the task has reported.
 */
final class StoryCheck {

	private final PlotTask task;

	private final UUID id;

	private final TaskLog log;

	private final int history;

	/**
	 * Creates a check.
	 * @param history how many events the log keeps
	 */
	StoryCheck(PlotTask task, UUID id, TaskLog log, int history) {
		this.task = task;
		this.id = id;
		this.log = log;
		this.history = history;
	}

	/**
	 * Checks the story of a reader of this task alone, whose ids are plain numbers.
	 */
	void check(List<EventStream.Event> story) {
		check(story.stream().map((event) -> Long.parseLong(event.id())).toList(), story);
	}

	/**
	 * Checks this task's events in the story of a reader of several tasks.
	 * @param all the ids of the tasks, in the order of the request
	 */
	void checkShared(List<EventStream.Event> story, List<UUID> all) {
		int place = all.indexOf(this.id);
		List<EventStream.Event> mine = new ArrayList<>();
		List<Long> numbers = new ArrayList<>();
		long[] before = new long[all.size()];
		for (EventStream.Event event : story) {
			long[] after = Arrays.stream(event.id().split("\\.")).mapToLong(Long::parseLong).toArray();
			int moved = all.indexOf(UUID.fromString(event.member("taskId")));
			if (moved == place) {
				mine.add(event);
				numbers.add(after[moved]);
			}
			before[moved] = after[moved];
			assertThat(after).as("only the position of its own task moves").isEqualTo(before);
		}
		check(numbers, mine);
	}

	private void check(List<Long> numbers, List<EventStream.Event> story) {
		long last = this.log.lastEventId();
		long before = 0;
		for (int i = 0; i < story.size(); i++) {
			long number = numbers.get(i);
			assertThat(number).as("nothing twice, nothing out of order").isGreaterThan(before);
			if (number > before + 1 && before != 0) {
				assertThat(number).as("no gap among the events that are kept, after %s", before)
					.isLessThanOrEqualTo(last - this.history + 1);
			}
			checkEvent(number, story.get(i), number == last);
			before = number;
		}
		assertThat(before).as("the end").isEqualTo(last);
		assertThat(numbers).as("the start and the newest progress").contains(1L, Math.max(last - 1, 1));
	}

	private void checkEvent(long number, EventStream.Event event, boolean last) {
		assertThat(event.isFinal()).as("one end, and nothing after it: %s", event).isEqualTo(last);
		assertThat(event.member("taskId")).isEqualTo(this.id.toString());
		assertThat(event.member("type")).isEqualTo(event.type());
		if (last) {
			checkEnd(event);
		}
		else if (number == 1) {
			assertThat(event.type()).isEqualTo("task_started");
		}
		else {
			assertThat(event.type()).isEqualTo("progress_update");
			assertThat(event.member("text")).isEqualTo(this.task.text((int) number - 1));
		}
	}

	private void checkEnd(EventStream.Event event) {
		TaskInfo info = this.log.info();
		if (info.status() == TaskStatus.COMPLETED) {
			assertThat(event.type()).isEqualTo("task_completed");
			assertThat(event.member("result")).isEqualTo("done");
		}
		else {
			assertThat(event.type()).isEqualTo("task_failed");
			assertThat(event.member("status")).isEqualTo(info.status().name());
			assertThat(event.data()).contains("\"code\":\"" + info.error().code() + "\"");
		}
		assertThat(event.data()).contains("\"timestamp\":\"" + timestamp(info) + "\"");
	}

	private static String timestamp(TaskInfo info) {
		return java.time.format.DateTimeFormatter.ofPattern(TaskEvent.TIMESTAMP)
			.withZone(java.time.ZoneOffset.UTC)
			.format(info.finishedAt());
	}

}
