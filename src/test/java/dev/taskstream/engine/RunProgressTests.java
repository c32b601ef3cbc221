package dev.taskstream.engine;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import dev.taskstream.ProgressHandle;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskStatus;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class RunProgressTests {

	private static final int MAX = ProgressHandle.MAX_TEXT_LENGTH;

	private final LogRecorder log = new LogRecorder(RunProgress.class);

	private final TestEngine test = TestEngine.create();

	private UUID id;

	@AfterEach
	void close() {
		this.test.close();
		this.log.close();
	}

	/**
	 * Runs a task to its end and gives what it reported.
	 */
	private List<Tuple> reported(ScriptedTask.Script script) {
		this.id = this.test.start(script);
		assertThat(this.test.awaitEnd(this.id).status()).isEqualTo(TaskStatus.COMPLETED);
		return this.test.story(this.id)
			.stream()
			.map((logged) -> logged.event())
			.filter(ProgressUpdate.class::isInstance)
			.map(ProgressUpdate.class::cast)
			.map((update) -> tuple(update.text(), update.value()))
			.toList();
	}

	private String warning(String what) {
		return "Task Scripted (" + this.id + ") " + what;
	}

	@Test
	void textAndValueAreReportedAloneOrTogetherInOneEvent() {
		assertThat(reported((progress) -> {
			progress.report("a");
			progress.report(0.25);
			progress.report("b", 0.5);
			progress.report("c");
			progress.report(0.0);
			progress.report(1.0);
			return null;
		})).containsExactly(tuple("a", null), tuple("a", 0.25), tuple("b", 0.5), tuple("c", 0.5), tuple("c", 0.0),
				tuple("c", 1.0));
		assertThat(this.log.warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "-0.1, 0", "1.0000000000000002, 1", "40, 1", "-Infinity, 0", "Infinity, 1", "-4.9E-324, 0" })
	void aValueOutsideItsRangeIsClampedAndLoggedOnce(double reported, double clamped) {
		assertThat(reported((progress) -> {
			progress.report(reported);
			progress.report("text", reported);
			return null;
		})).containsExactly(tuple(null, clamped), tuple("text", clamped));
		assertThat(this.log.warnings()).containsExactly(warning("reported a value outside 0.0 to 1.0; it is clamped"));
	}

	@Test
	void aNullTextLeavesTheTextAndItsValueCounts() {
		assertThat(reported((progress) -> {
			progress.report((String) null);
			progress.report(null, 0.5);
			progress.report("a");
			progress.report(null, 0.6);
			progress.report(null, Double.NaN);
			return null;
		})).containsExactly(tuple(null, 0.5), tuple("a", 0.5), tuple("a", 0.6));
		assertThat(this.log.warnings()).contains(warning("reported null as its text; the text is kept"));
	}

	@Test
	void aNaNLeavesTheValueAndItsTextCounts() {
		assertThat(reported((progress) -> {
			progress.report(Double.NaN);
			progress.report("a", Double.NaN);
			progress.report(0.5);
			progress.report("b", Double.NaN);
			progress.report(Double.NaN);
			return null;
		})).containsExactly(tuple("a", null), tuple("a", 0.5), tuple("b", 0.5));
		assertThat(this.log.warnings()).containsExactly(warning("reported NaN as its value; the value is kept"));
	}

	@Test
	void aTextThatIsTooLongIsCutAndLoggedOnce() {
		assertThat(reported((progress) -> {
			progress.report("x".repeat(MAX));
			progress.report("y".repeat(MAX + 1));
			progress.report("z".repeat(MAX * 2), 0.5);
			return null;
		})).containsExactly(tuple("x".repeat(MAX), null), tuple("y".repeat(MAX), null), tuple("z".repeat(MAX), 0.5));
		assertThat(this.log.warnings())
			.containsExactly(warning("reported a text of more than 65536 characters; it is truncated"));
	}

	@Test
	void aCutDoesNotSplitACharacter() {
		String smiley = "\ud83d\ude00";
		assertCut(smiley.repeat(MAX / 2) + smiley, MAX);
		assertCut("x" + smiley.repeat(MAX / 2), MAX - 1);
	}

	private void assertCut(String text, int length) {
		String cut = (String) reported((progress) -> {
			progress.report(text);
			return null;
		}).get(0).toList().get(0);
		assertThat(cut.length()).isEqualTo(length);
		assertThat(text.startsWith(cut)).isTrue();
	}

	@Test
	void eachKindIsLoggedOnceForEveryRun() {
		ScriptedTask.Script script = (progress) -> {
			for (int i = 0; i < 3; i++) {
				progress.report(-1);
				progress.report(Double.NaN);
				progress.report("x".repeat(MAX + 1));
			}
			return null;
		};

		reported(script);
		reported(script);

		assertThat(this.log.warnings()).hasSize(6);
		assertThat(this.log.warnings()).filteredOn((line) -> line.contains(this.id.toString())).hasSize(3);
	}

	@Test
	void aSliceReportsWithinItsPart() {
		assertThat(reported((progress) -> {
			ProgressHandle part = progress.slice(0.5, 1.0);
			part.report("a");
			part.report(0.5);
			part.slice(0.5, 1.0).report("b", 0.0);
			part.report("c", Double.NaN);
			return null;
		})).containsExactly(tuple("a", null), tuple("a", 0.75), tuple("b", 0.75), tuple("c", 0.75));
		assertThat(this.log.warnings()).containsExactly(warning("reported NaN as its value; the value is kept"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 7.0, -7.0 })
	void aValueOutsideTheRangeOfASliceIsClampedThereAndLoggedOnce(double value) {
		assertThat(reported((progress) -> {
			progress.slice(0.25, 0.5).report(value);
			progress.slice(0.25, 0.5).slice(0.0, 1.0).report("a", value);
			return null;
		})).extracting((tuple) -> tuple.toList().get(1)).containsOnly((value > 0) ? 0.5 : 0.25);
		assertThat(this.log.warnings()).containsExactly(warning("reported a value outside 0.0 to 1.0; it is clamped"));
	}

	@Test
	void severalThreadsOfATaskMayReport() throws InterruptedException {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		assertThat(reported((progress) -> {
			for (int i = 0; i < 4; i++) {
				Thread thread = new Thread(() -> {
					for (int j = 0; j < 25; j++) {
						progress.report("row " + j, j / 25.0);
					}
				});
				threads.add(thread);
				thread.start();
			}
			for (Thread thread : threads) {
				thread.join();
			}
			return null;
		})).hasSize(100);
		assertThat(this.test.story(this.id)).extracting((logged) -> logged.id())
			.containsExactlyElementsOf(LongStream.rangeClosed(1, 102).boxed().toList());
	}

}
