package dev.taskstream.log;

import java.util.List;
import java.util.stream.LongStream;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressHandle;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a log keeps and what it lets go.
 */
class EventLogBoundsTests {

	private static final JsonMapper json = JsonMapper.builder().build();

	private final Ending completed = (taskId, at) -> new TaskCompleted(taskId, at, null);

	private static EventLog started(int history) {
		EventLog log = Logs.create(history);
		log.start();
		return log;
	}

	private static List<Long> kept(EventLog log) {
		return Reading.ids(Reading.events(log, 0));
	}

	private static List<Long> startAnd(long from, long to) {
		return LongStream.concat(LongStream.of(1), LongStream.rangeClosed(from, to)).boxed().toList();
	}

	private static void report(EventLog log, int times, String text) {
		for (int i = 0; i < times; i++) {
			log.progress(text, null);
		}
	}

	@Test
	void aStoryThatFitsIsKeptWhole() {
		EventLog log = started(8);
		report(log, 6, "row");
		log.end(this.completed);

		assertThat(kept(log)).isEqualTo(startAnd(2, 8));
	}

	@Test
	void theNewestEventsAreKeptAndTheStart() {
		EventLog log = started(8);
		report(log, 99, "row");

		assertThat(kept(log)).isEqualTo(startAnd(93, 100));

		log.end(this.completed);
		assertThat(kept(log)).isEqualTo(startAnd(94, 101));
	}

	@Test
	void theJsonOfWhatIsKeptStaysBelowTheBound() {
		EventLog log = started(100_000);
		report(log, 600, "x".repeat(1000));

		long bytes = Reading.events(log, 0)
			.stream()
			.mapToLong((logged) -> json.writeValueAsBytes(logged.event()).length)
			.sum();
		assertThat(bytes).isBetween(EventHistory.MAX_BYTES - 20_000L, (long) EventHistory.MAX_BYTES);
		assertThat(log.lastEventId()).isEqualTo(601);
	}

	@Test
	void aTextThatIsKeptByAValueCountsAgain() {
		EventLog log = started(100_000);
		log.progress("x".repeat(ProgressHandle.MAX_TEXT_LENGTH), null);
		for (int i = 0; i < 20; i++) {
			log.progress(null, i / 20.0);
		}

		assertThat(kept(log)).isEqualTo(startAnd(20, 22));
	}

	@Test
	void theEssentialsAreKeptWhateverTheirSize() {
		EventLog log = started(8);
		String text = "\u20ac".repeat(EventHistory.MAX_BYTES);
		log.progress("small", null);
		log.progress(text, null);
		log.end((taskId, at) -> new TaskCompleted(taskId, at, '"' + text + '"'));

		assertThat(kept(log)).containsExactly(1L, 3L, 4L);
		assertThat(log.info().text()).isEqualTo(text);
	}

	@Test
	void trimmingLeavesTheStartTheNewestProgressAndTheEnd() {
		EventLog log = started(256);
		report(log, 50, "row");
		log.end(this.completed);

		log.trim();
		log.trim();

		assertThat(Reading.all(log)).containsExactly("1 task_started", "51 progress_update", "52 task_completed");
	}

	@Test
	void trimmingAStoryWithoutProgressLeavesAllOfIt() {
		EventLog log = started(256);
		log.end(this.completed);

		log.trim();

		assertThat(Reading.all(log)).containsExactly("1 task_started", "2 task_completed");
	}

	@Test
	void trimmingAStoryOfOneEventLeavesIt() {
		EventLog log = Logs.create(8);
		log.end(this.completed);

		log.trim();

		assertThat(Reading.all(log)).containsExactly("1 task_completed");
	}

	@Test
	void theNewestProgressIsComplete() {
		EventLog log = started(8);
		log.progress("row", null);
		for (int i = 1; i <= 100; i++) {
			log.progress(null, i / 100.0);
		}

		List<LoggedEvent> kept = Reading.events(log, 0);
		assertThat(kept.get(kept.size() - 1).event()).isInstanceOfSatisfying(ProgressUpdate.class, (update) -> {
			assertThat(update.text()).isEqualTo("row");
			assertThat(update.value()).isEqualTo(1.0);
		});
	}

}
