package dev.taskstream.sse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamOpenerTests {

	@Test
	void theHeaderWins() {
		assertThat(StreamOpener.lastEventId("7", null)).isEqualTo(7);
		assertThat(StreamOpener.lastEventId(null, "3")).isEqualTo(3);
		assertThat(StreamOpener.lastEventId("7", "3")).isEqualTo(7);
		assertThat(StreamOpener.lastEventId("x", "3")).isEqualTo(3);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "x", "-1", "+1", "1.0", "1e3", "0x1", " 1", "1 ", "1,2", "\u0661",
			"9223372036854775808", "99999999999999999999999999", "NaN" })
	void whatIsNoNumberOfAnEventCountsAsAbsent(String text) {
		assertThat(StreamOpener.lastEventId(text, null)).isZero();
		assertThat(StreamOpener.lastEventId(null, text)).isZero();
	}

	@Test
	void longNumbersAreNumbers() {
		assertThat(StreamOpener.lastEventId("0", null)).isZero();
		assertThat(StreamOpener.lastEventId("0012", null)).isEqualTo(12);
		assertThat(StreamOpener.lastEventId("999999999999999999", null)).isEqualTo(999_999_999_999_999_999L);
	}

}
