package dev.taskstream.log;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WellFormedTests {

	@Test
	void unpairedSurrogatesAreReplaced() {
		assertThat(WellFormed.text("plain")).isEqualTo("plain");
		assertThat(WellFormed.text("a\ud83d\ude00")).isEqualTo("a\ud83d\ude00");
		assertThat(WellFormed.text("end\ud83d")).isEqualTo("end\ufffd");
		assertThat(WellFormed.text("\ude00start")).isEqualTo("\ufffdstart");
		assertThat(WellFormed.text("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
		assertThat(WellFormed.text("\ud83d\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
	}

}
