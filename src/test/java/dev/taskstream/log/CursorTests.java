package dev.taskstream.log;

import java.util.List;
import java.util.stream.LongStream;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CursorTests {

	private final EventLog log = Logs.create(8);

	private void report(int times) {
		for (int i = 0; i < times; i++) {
			this.log.progress("row", null);
		}
	}

	private void end() {
		this.log.end((taskId, at) -> new TaskCompleted(taskId, at, null));
	}

	private List<Long> idsAfter(long lastEventId) {
		return Reading.ids(Reading.events(this.log, lastEventId));
	}

	private static List<Long> range(long from, long to) {
		return LongStream.rangeClosed(from, to).boxed().toList();
	}

	@Test
	void aReaderThatCameBeforeTheStoryGetsAllOfItAsItHappens() {
		Cursor cursor = Reading.cursor(this.log, 0);
		assertThat(cursor.next()).isNull();

		this.log.start();
		assertThat(Reading.ids(Reading.rest(cursor))).containsExactly(1L);

		report(2);
		assertThat(Reading.ids(Reading.rest(cursor))).containsExactly(2L, 3L);
		assertThat(cursor.isFinished()).isFalse();

		end();
		assertThat(Reading.ids(Reading.rest(cursor))).containsExactly(4L);
		assertThat(cursor.isFinished()).isTrue();
		assertThat(cursor.next()).isNull();
	}

	@Test
	void aReaderThatComesBackGetsWhatFollows() {
		this.log.start();
		report(5);

		for (long seen = 0; seen <= 6; seen++) {
			assertThat(idsAfter(seen)).isEqualTo(range(seen + 1, 6));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 7, 1_000, Long.MAX_VALUE, -1, Long.MIN_VALUE })
	void aReaderWithAnUnknownNumberGetsTheWholeLog(long lastEventId) {
		this.log.start();
		report(5);

		assertThat(idsAfter(lastEventId)).isEqualTo(range(1, 6));
	}

	@ParameterizedTest
	@ValueSource(longs = { 101, -1 })
	void aReaderWithAnUnknownNumberGetsTheStartBeforeTheNewestEvents(long lastEventId) {
		this.log.start();
		report(99);

		assertThat(idsAfter(lastEventId)).startsWith(1L, 93L).endsWith(100L);
	}

	@Test
	void aReaderThatResumesBeforeTheKeptEventsSkipsToThem() {
		this.log.start();
		report(99);

		assertThat(idsAfter(1)).isEqualTo(range(93, 100));
		assertThat(idsAfter(50)).isEqualTo(range(93, 100));
		assertThat(idsAfter(92)).isEqualTo(range(93, 100));
		assertThat(idsAfter(93)).isEqualTo(range(94, 100));
	}

	@Test
	void aReaderWhoseEventsWereEvictedSkipsToTheKeptEvents() {
		this.log.start();
		report(3);
		Cursor cursor = Reading.cursor(this.log, 0);
		assertThat(Reading.ids(List.of(next(cursor), next(cursor)))).containsExactly(1L, 2L);

		report(96);
		assertThat(Reading.ids(Reading.rest(cursor))).isEqualTo(range(93, 100));

		report(50);
		end();
		this.log.trim();
		assertThat(Reading.ids(Reading.rest(cursor))).containsExactly(150L, 151L);
		assertThat(cursor.isFinished()).isTrue();
	}

	@Test
	void aReaderThatHasReadNothingYetGetsTheStartAfterAllElseIsEvicted() {
		Cursor cursor = Reading.cursor(this.log, 0);
		this.log.start();
		report(99);
		end();
		this.log.trim();

		assertThat(Reading.ids(Reading.rest(cursor))).containsExactly(1L, 100L, 101L);
	}

	@Test
	void aReaderThatHasSeenTheEndIsFinishedAtOnce() {
		this.log.start();
		end();

		Cursor cursor = Reading.cursor(this.log, 2);
		assertThat(cursor.isFinished()).isTrue();
		assertThat(cursor.next()).isNull();
	}

	@Test
	void aReaderThatHasNotSeenTheEndIsNotFinished() {
		this.log.start();
		Cursor cursor = Reading.cursor(this.log, 1);
		end();

		assertThat(cursor.isFinished()).isFalse();
		assertThat(Reading.ids(Reading.rest(cursor))).containsExactly(2L);
	}

	private static LoggedEvent next(Cursor cursor) {
		LoggedEvent next = cursor.next();
		assertThat(next).isNotNull();
		return next;
	}

	@Test
	void readersShareAnEncodedEvent() {
		Cursor one = Reading.cursor(this.log, 0);
		Cursor other = Reading.cursor(this.log, 0);
		report(1);

		EncodedEvent encoded = one.nextEncoded();
		assertThat(encoded.id()).isEqualTo(1);
		assertThat(other.nextEncoded()).isSameAs(encoded);
	}

	@Test
	void encodedEventsAreNotKeptAfterTrimming() {
		this.log.start();
		end();
		EncodedEvent encoded = Reading.cursor(this.log, 0).nextEncoded();

		this.log.trim();

		EncodedEvent again = Reading.cursor(this.log, 0).nextEncoded();
		assertThat(again).isNotSameAs(encoded);
		assertThat(again.frame()).isEqualTo(encoded.frame());
	}

	@Test
	void subscriptionOfAnotherKindIsEncodedToo() {
		this.log.start();
		Cursor cursor = Reading.cursor(this.log, 0);
		TaskSubscription foreign = new TaskSubscription() {

			@Override
			public LoggedEvent next() {
				return cursor.next();
			}

			@Override
			public boolean isFinished() {
				return cursor.isFinished();
			}

			@Override
			public long skipped() {
				return cursor.skipped();
			}

			@Override
			public void close() {
				cursor.close();
			}

		};

		EncodedEvent encoded = EncodedEvent.next(foreign);

		assertThat(encoded.id()).isEqualTo(1);
		assertThat(encoded.frame()).isEqualTo(Reading.cursor(this.log, 0).nextEncoded().frame());
		assertThat(EncodedEvent.next(foreign)).isNull();
	}

}
