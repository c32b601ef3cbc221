package dev.taskstream.sse;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.taskstream.log.EventLog;
import dev.taskstream.log.Logs;
import dev.taskstream.log.TimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LastEventIdTests {

	private final EventLog one = log(20);

	private final EventLog other = log(7);

	private static EventLog log(int events) {
		EventLog log = Logs.create(UUID.randomUUID(), TimeSource.system(), 256);
		log.start();
		for (int i = 1; i < events; i++) {
			log.progress("row", null);
		}
		return log;
	}

	private List<Long> positions(String header) {
		return LastEventId.of(header).in(Arrays.asList(this.one, this.other, null));
	}

	@Test
	void headerWins() {
		assertThat(LastEventId.of("7", null).in(this.one)).isEqualTo(7);
		assertThat(LastEventId.of(null, "3").in(this.one)).isEqualTo(3);
		assertThat(LastEventId.of("7", "3").in(this.one)).isEqualTo(7);
	}

	@Test
	void theParameterCountsWhenTheHeaderIsUnusable() {
		for (String header : List.of("x", "nonsense", "1.2", "21")) {
			assertThat(LastEventId.of(header, "3").in(this.one)).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "x", "-1", "+1", "1.0", "1e3", "0x1", " 1", "1 ", "1,2", "\u0661", "21",
			"9223372036854775808", "99999999999999999999999999", "NaN" })
	void whatIsNoNumberOfAnEventCountsAsAbsent(String text) {
		assertThat(LastEventId.of(text, null).in(this.one)).isZero();
		assertThat(LastEventId.of(null, text).in(this.one)).isZero();
	}

	@Test
	void numbersMayHaveLeadingZeros() {
		assertThat(LastEventId.of("0012").in(this.one)).isEqualTo(12);
		assertThat(LastEventId.of("20").in(this.one)).isEqualTo(20);
	}

	@Test
	void severalTasksHaveAPositionEach() {
		assertThat(positions("20.0.x")).containsExactly(20L, 0L, LastEventId.UNKNOWN);
		assertThat(positions("12.7.5")).containsExactly(12L, 7L, 5L);
	}

	@Test
	void unknownCountsAsNothingSeenOfATaskThatIsKnown() {
		assertThat(positions("x.7.x")).containsExactly(0L, 7L, LastEventId.UNKNOWN);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "1", "1.2", "1.2.3.4", "21.0.0", "1.8.0", "1..2", ".1.2", "1.2.", "1.2.3 ", "a.b.c",
			"1.-2.3", "1.2.X" })
	void whatIsNoIdOfTheseTasksCountsAsAbsent(String text) {
		assertThat(positions(text)).containsExactly(0L, 0L, 0L);
	}

	@Test
	void formattedPositionsAreReadAgain() {
		String id = LastEventId.format(new long[] { 12, 7, LastEventId.UNKNOWN });

		assertThat(id).isEqualTo("12.7.x");
		assertThat(positions(id)).containsExactly(12L, 7L, LastEventId.UNKNOWN);
	}

}
