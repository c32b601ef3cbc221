package dev.taskstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.taskstream.test.RecordingProgress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrackedProgressTests {

	private final RecordingProgress progress = new RecordingProgress();

	private final AtomicLong nanoTime = new AtomicLong();

	@Test
	void aCollectionIsWorkedThroughInOrderAndReportsItsBeginningAndItsEnd() {
		List<String> worked = new ArrayList<>();

		for (String element : this.progress.track(List.of("a", "b", "c"))) {
			worked.add(element);
		}

		assertThat(worked).containsExactly("a", "b", "c");
		assertThat(texts()).startsWith("0 of 3").endsWith("3 of 3").doesNotHaveDuplicates();
		assertThat(values()).startsWith(0.0).endsWith(1.0);
	}

	@Test
	void anElementCountsOnceTheNextOneIsAskedFor() {
		Tracker.TrackedIterator<String> elements = new Tracker.TrackedIterator<>(List.of("a", "b").iterator(),
				tracker(2));

		elements.next();
		pause();
		assertThat(texts()).containsExactly("0 of 2");

		elements.next();
		assertThat(texts()).containsExactly("0 of 2", "1 of 2");
		assertThat(values()).containsExactly(0.0, 0.5);
	}

	@Test
	void elementsAreReportedAtMostTenTimesASecondBesideTheLast() {
		Tracker tracker = tracker(1_000);

		for (int i = 0; i < 1_000; i++) {
			tracker.next();
			this.nanoTime.addAndGet(1_000_000);
			tracker.advance(1);
		}
		tracker.finish();

		assertThat(texts()).containsExactly("0 of 1000", "100 of 1000", "200 of 1000", "300 of 1000", "400 of 1000",
				"500 of 1000", "600 of 1000", "700 of 1000", "800 of 1000", "900 of 1000", "1000 of 1000");
	}

	@Test
	void theLastElementIsReportedAtOnce() {
		Tracker tracker = tracker(2);

		tracker.next();
		tracker.advance(2);

		assertThat(texts()).containsExactly("0 of 2", "2 of 2");
	}

	@Test
	void nothingToDoIsAllDone() {
		assertThat(this.progress.track(List.of())).isEmpty();

		assertThat(texts()).containsExactly("0 of 0");
		assertThat(values()).containsExactly(1.0);
	}

	@Test
	void everyIterationCountsAnew() {
		Iterable<Integer> tracked = this.progress.track(List.of(1));

		tracked.forEach((element) -> {
		});
		tracked.forEach((element) -> {
		});

		assertThat(texts()).containsExactly("0 of 1", "1 of 1", "0 of 1", "1 of 1");
	}

	@Test
	void aLoopStopsAtTheNextElementOnceTheRunHasEndedThoughNoReportIsDue() {
		List<Integer> worked = new ArrayList<>();

		assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(() -> {
			for (int element : this.progress.track(List.of(1, 2, 3, 4, 5))) {
				worked.add(element);
				if (element == 2) {
					this.progress.cancel();
				}
			}
		});

		assertThat(worked).containsExactly(1, 2);
	}

	@Test
	void aStreamIsWorkedThroughAndReportsItsBeginningAndItsEnd() {
		int sum = this.progress.track(IntStream.rangeClosed(1, 100).boxed(), 100).mapToInt(Integer::intValue).sum();

		assertThat(sum).isEqualTo(5050);
		assertThat(texts()).startsWith("0 of 100").endsWith("100 of 100");
	}

	@Test
	void aStreamIsReadNoFurtherThanItsConsumerWants() {
		AtomicLong read = new AtomicLong();
		Stream<Long> endless = Stream.generate(read::incrementAndGet);

		assertThat(this.progress.track(endless, 10).limit(3)).containsExactly(1L, 2L, 3L);

		assertThat(read).hasValue(3);
	}

	@Test
	void moreElementsThanAnnouncedKeepTheValueAtOne() {
		this.progress.track(Stream.of(1, 2, 3), 2).forEach((element) -> {
		});

		assertThat(texts()).endsWith("3 of 2");
		assertThat(values()).endsWith(1.0).allMatch((value) -> value <= 1.0);
	}

	@Test
	void closingATrackedStreamClosesTheOriginal() {
		AtomicBoolean closed = new AtomicBoolean();

		this.progress.track(Stream.of(1).onClose(() -> closed.set(true)), 1).close();

		assertThat(closed).isTrue();
	}

	@Test
	void negativeTotalsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.progress.track(Stream.of(1), -1))
			.withMessageContaining("-1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.progress.track(new ByteArrayInputStream(new byte[0]), -1))
			.withMessageContaining("-1");
	}

	@Test
	void bytesAreReportedAgainstAKnownLength() throws IOException {
		byte[] bytes = new byte[300];

		try (InputStream in = this.progress.track(new ByteArrayInputStream(bytes), 300)) {
			assertThat(in.readAllBytes()).isEqualTo(bytes);
		}

		assertThat(texts()).startsWith("0 of 300 bytes").endsWith("300 of 300 bytes").doesNotHaveDuplicates();
		assertThat(values()).endsWith(1.0);
	}

	@Test
	void bytesOfUnknownLengthAreReportedWithoutAValue() throws IOException {
		try (InputStream in = this.progress.track(new ByteArrayInputStream(new byte[300]))) {
			in.readAllBytes();
		}

		assertThat(texts()).startsWith("0 bytes").endsWith("300 bytes");
		assertThat(values()).containsOnlyNulls();
	}

	@Test
	void bytesCountHoweverTheyAreTaken() throws IOException {
		InputStream in = this.progress.track(new ByteArrayInputStream(new byte[] { 7, 0, 0, 0, 0 }));

		assertThat(in.read()).isEqualTo(7);
		assertThat(in.skip(2)).isEqualTo(2);
		assertThat(in.read(new byte[8], 0, 8)).isEqualTo(2);
		assertThat(in.read()).isEqualTo(-1);

		assertThat(texts()).endsWith("5 bytes");
	}

	@Test
	void aTrackedInputStreamDoesNotGoBack() {
		InputStream in = this.progress.track(new ByteArrayInputStream(new byte[3]), 3);

		assertThat(in.markSupported()).isFalse();
		assertThatExceptionOfType(IOException.class).isThrownBy(in::reset);
	}

	@Test
	void readingStopsOnceTheRunHasEnded() throws IOException {
		InputStream in = this.progress.track(new ByteArrayInputStream(new byte[3]), 3);
		in.read();

		this.progress.cancel();

		assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(in::read);
		assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(() -> in.read(new byte[1], 0, 1));
		assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(() -> in.skip(1));
	}

	@Test
	void closingATrackedInputStreamClosesTheOriginal() throws IOException {
		AtomicBoolean closed = new AtomicBoolean();
		InputStream original = new ByteArrayInputStream(new byte[0]) {

			@Override
			public void close() {
				closed.set(true);
			}

		};

		this.progress.track(original).close();

		assertThat(closed).isTrue();
	}

	private Tracker tracker(long total) {
		return new Tracker(this.progress, total, (done) -> done + " of " + total, this.nanoTime::get);
	}

	private void pause() {
		this.nanoTime.addAndGet(Tracker.PAUSE_NANOS);
	}

	private List<String> texts() {
		return this.progress.updates().stream().map(ProgressUpdate::text).toList();
	}

	private List<Double> values() {
		return this.progress.updates().stream().map(ProgressUpdate::value).toList();
	}

}
