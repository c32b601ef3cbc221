package dev.taskstream;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.test.RecordingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProgressSliceTests {

	private final List<Object> reported = new ArrayList<>();

	private boolean cancelled;

	private final ProgressHandle whole = new ProgressHandle() {

		@Override
		public void report(String text) {
			ProgressSliceTests.this.reported.add(text);
		}

		@Override
		public void report(double value) {
			ProgressSliceTests.this.reported.add(value);
		}

		@Override
		public void report(String text, double value) {
			report(text);
			report(value);
		}

		@Override
		public boolean isCancelled() {
			return ProgressSliceTests.this.cancelled;
		}

	};

	@Test
	void aPartOfTheRangeIsFilledFromItsStartToItsEnd() {
		ProgressHandle part = this.whole.slice(0.25, 0.75);

		part.report(0.0);
		part.report("half", 0.5);
		part.report(1.0);

		assertThat(this.reported).containsExactly(0.25, "half", 0.5, 0.75);
	}

	@Test
	void textsPassUnchanged() {
		this.whole.slice(0.25, 0.75).report("text");

		assertThat(this.reported).containsExactly("text");
	}

	@Test
	void slicesNest() {
		ProgressHandle inner = this.whole.slice(0.5, 1.0).slice(0.5, 1.0);

		inner.report(0.0);
		inner.report(1.0);

		assertThat(this.reported).containsExactly(0.75, 1.0);
	}

	@Test
	void aPartCannotBeLeft() {
		ProgressHandle part = this.whole.slice(0.25, 0.75);

		part.report(-1);
		part.report(2);

		assertThat(this.reported).containsExactly(0.25, 0.75);
	}

	@Test
	void aNaNStaysOne() {
		this.whole.slice(0.25, 0.75).report(Double.NaN);

		assertThat(this.reported).containsExactly(Double.NaN);
	}

	@Test
	void anEmptyPartStaysWhereItIs() {
		this.whole.slice(0.5, 0.5).report(0.7);

		assertThat(this.reported).containsExactly(0.5);
	}

	@Test
	void aPartIsCancelledWithTheWhole() {
		ProgressHandle part = this.whole.slice(0, 1);
		assertThat(part.isCancelled()).isFalse();

		this.cancelled = true;
		assertThat(part.isCancelled()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "-0.1, 1", "0, 1.1", "0.6, 0.5", "NaN, 1", "0, NaN" })
	void boundsOutsideTheRangeOrReversedAreRefused(double from, double to) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.whole.slice(from, to))
			.withMessage("A slice must satisfy 0 <= from <= to <= 1, but is from " + from + " to " + to);
	}

	@Test
	void trackedElementsReportWithinTheirPart() {
		RecordingProgress progress = new RecordingProgress();

		progress.slice(0.5, 1.0).track(List.of(1)).forEach((element) -> {
		});

		assertThat(progress.updates()).extracting(ProgressUpdate::value).containsExactly(0.5, 1.0);
	}

}
