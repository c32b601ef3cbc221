package dev.taskstream.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCancelledException;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskException;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.Test;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RecordedRunTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2031-02-03T04:05:06Z"));

	@Test
	void aRunThatReturnsHasItsResultAndItsWholeStory() {
		RecordedRun<List<Integer>> run = RecordedRun.of(new Doubling(), List.of(1, 2));

		assertThat(run.result()).containsExactly(2, 4);
		assertThat(run.failure()).isNull();
		assertThat(run).isCompletedWith("[2, 4]")
			.isWhole()
			.hasReported("doubled 1", 0.5)
			.hasReportedExactly("doubled 1", "doubled 2")
			.neverGoesBack();
	}

	@Test
	void aTaskWithoutParametersNeedsNone() {
		RecordedRun<String> run = RecordedRun.of(new BaseTask<Void, String>() {

			@Override
			protected String execute(Void params, ProgressHandle progress) {
				return "done";
			}

			@Override
			protected String name() {
				return "Parameterless";
			}

		});

		assertThat(run.result()).isEqualTo("done");
		assertThat(run.story().events().get(0)).extracting("name").isEqualTo("Parameterless");
	}

	@Test
	void aTaskExceptionKeepsItsCode() {
		RecordedRun<?> run = RecordedRun.of(new Throwing(new TaskException("no_stock", "Nothing left")), "");

		assertThat(run).hasFailedWith("no_stock");
		assertThat(run.failure()).isInstanceOf(TaskException.class);
		assertThatIllegalStateException().isThrownBy(run::result).withCause(run.failure());
	}

	@Test
	void anyOtherExceptionFailsAsTheServiceHasIt() {
		assertThat(RecordedRun.of(new Throwing(new IllegalArgumentException()), "")).hasFailedWith("task_failed");
	}

	@Test
	void aResultThatCannotBeWrittenFailsTheRun() {
		RecordedRun<Object> run = RecordedRun.of(new BaseTask<Void, Object>() {

			@Override
			protected Object execute(Void params, ProgressHandle progress) {
				return new SelfContained();
			}

		});

		assertThat(run).hasFailedWith("result_not_serializable");
	}

	@Test
	void aCancellationAfterAReportStopsAtTheNext() {
		RecordingProgress progress = new RecordingProgress().cancelAfter(1);

		RecordedRun<List<Integer>> run = RecordedRun.of(new Doubling(), List.of(1, 2, 3), progress);

		assertThat(run).isCancelled().hasErrorCode("cancelled").hasReportedExactly("doubled 1");
		assertThat(run.failure()).isInstanceOf(TaskCancelledException.class);
	}

	@Test
	void aCancelledRunIsCancelledWhateverItsCodeReturns() {
		RecordingProgress progress = new RecordingProgress().cancelAfter(0);

		RecordedRun<String> run = RecordedRun.of(new BaseTask<String, String>() {

			@Override
			protected String execute(String params, ProgressHandle handle) {
				return handle.isCancelled() ? "stopped" : "not stopped";
			}

		}, "", progress);

		assertThat(run).isCancelled();
		assertThat(run.result()).isEqualTo("stopped");
	}

	@Test
	void eventsCarryTheTimeOfTheClock() {
		RecordingProgress progress = new RecordingProgress(this.clock);

		RecordedRun<Integer> run = RecordedRun.of(new BaseTask<Integer, Integer>() {

			@Override
			protected Integer execute(Integer minutes, ProgressHandle handle) {
				RecordedRunTests.this.clock.advance(Duration.ofMinutes(minutes));
				handle.report("later");
				return minutes;
			}

		}, 5, progress);

		assertThat(run.story().events()).extracting(TaskEvent::timestamp)
			.containsExactly(Instant.parse("2031-02-03T04:05:06Z"), Instant.parse("2031-02-03T04:10:06Z"),
					Instant.parse("2031-02-03T04:10:06Z"));
	}

	@Test
	void aRecorderShowsWhatAWatcherWould() {
		RecordingProgress progress = new RecordingProgress();

		progress.report(0.25);
		progress.report("text");
		progress.report("more", 7.0);
		progress.report(Double.NaN);
		progress.report(-1.0);
		progress.report("x".repeat(ProgressHandle.MAX_TEXT_LENGTH + 1));

		List<ProgressUpdate> updates = progress.updates();
		assertThat(updates).extracting(ProgressUpdate::value).containsExactly(0.25, 0.25, 1.0, 1.0, 0.0, 0.0);
		assertThat(updates).extracting(ProgressUpdate::text).startsWith(null, "text", "more", "more", "more");
		assertThat(updates.get(5).text()).hasSize(ProgressHandle.MAX_TEXT_LENGTH);
	}

	@Test
	void aClockInAnotherZoneIsTheSameClock() {
		Clock elsewhere = this.clock.withZone(ZoneId.of("Asia/Tokyo"));

		this.clock.set(Instant.EPOCH);

		assertThat(elsewhere.instant()).isEqualTo(Instant.EPOCH);
		assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
	}

	@Test
	void assertionsSayWhatWasThere() {
		TaskStory story = RecordedRun.of(new Doubling(), List.of(1)).story();

		assertFails(() -> assertThat(story).hasStatus(TaskStatus.FAILED), "COMPLETED");
		assertFails(() -> assertThat(story).isCancelled(), "COMPLETED");
		assertFails(() -> assertThat(story).isCompletedWith("[3]"), "[2]");
		assertFails(() -> assertThat(story).hasErrorCode("x"), "doubled 1");
		assertFails(() -> assertThat(story).hasReported("doubled 2"), "doubled 1");
		assertFails(() -> assertThat(story).hasReported("doubled 1", 0.1), "doubled 1");
		assertFails(() -> assertThat(story).hasReportedExactly("doubled 1", "doubled 2"), "doubled 1");
	}

	@Test
	void assertionsNoticeGapsAndStepsBack() {
		TaskStory story = RecordedRun.of(new Doubling(), List.of(1, 2)).story();
		TaskStory withGap = new TaskStory(List.of(story.logged().get(0), story.logged().get(2)));
		TaskStory unstarted = TaskStory.ofAll(story.events().subList(1, 4));
		TaskStory unended = TaskStory.ofAll(story.events().subList(0, 3));
		TaskStory backwards = TaskStory.ofAll(List.of(story.events().get(2), story.events().get(1)));

		assertFails(() -> assertThat(withGap).isWhole(), "3");
		assertFails(() -> assertThat(unstarted).isWhole(), "start");
		assertFails(() -> assertThat(unended).isWhole(), "out of place");
		assertFails(() -> assertThat(backwards).neverGoesBack(), "0.5 follows 1.0");
		assertFails(() -> assertThat(new TaskStory(List.of())).isWhole(), "start");
	}

	private static void assertFails(Runnable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run).withMessageContaining(message);
	}

	private static final class Doubling extends BaseTask<List<Integer>, List<Integer>> {

		@Override
		protected List<Integer> execute(List<Integer> numbers, ProgressHandle progress) {
			List<Integer> doubled = new ArrayList<>();
			for (int number : numbers) {
				doubled.add(2 * number);
				progress.report("doubled " + number, (double) doubled.size() / numbers.size());
			}
			return doubled;
		}

	}

	private static final class Throwing extends BaseTask<String, String> {

		private final RuntimeException exception;

		Throwing(RuntimeException exception) {
			this.exception = exception;
		}

		@Override
		protected String execute(String params, ProgressHandle progress) {
			throw this.exception;
		}

	}

	private static final class SelfContained {

		@SuppressWarnings("unused")
		public SelfContained getSelf() {
			return this;
		}

	}

}
