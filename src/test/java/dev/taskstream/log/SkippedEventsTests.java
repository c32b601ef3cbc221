package dev.taskstream.log;

import dev.taskstream.LoggedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SkippedEventsTests {

	private static final int HISTORY = 8;

	private final EventLog log = Logs.create(HISTORY);

	@Test
	void aReaderThatFallsBehindKnowsHowManyEventsItMissed() {
		this.log.start();
		Cursor reader = reader();
		reader.next();
		report(20);

		int read = readAll(reader);

		assertThat(read).isEqualTo(HISTORY);
		assertThat(reader.skipped()).isEqualTo(20 - HISTORY);
	}

	@Test
	void eventsEvictedBeforeAReaderCameDoNotCountAsSkipped() {
		this.log.start();
		report(20);
		Cursor reader = reader();

		readAll(reader);
		assertThat(reader.skipped()).isZero();

		report(HISTORY + 3);
		readAll(reader);
		assertThat(reader.skipped()).isEqualTo(3);
	}

	@Test
	void aReaderThatKeepsUpSkipsNothing() {
		Cursor reader = reader();
		this.log.start();
		for (int i = 0; i < 20; i++) {
			report(1);
			readAll(reader);
		}

		assertThat(reader.skipped()).isZero();
	}

	private Cursor reader() {
		return Reading.cursor(this.log, 0);
	}

	private void report(int times) {
		for (int i = 0; i < times; i++) {
			this.log.progress("step " + i, null);
		}
	}

	private static int readAll(Cursor reader) {
		int read = 0;
		LoggedEvent event = reader.next();
		while (event != null) {
			read++;
			event = reader.next();
		}
		return read;
	}

}
