package dev.taskstream.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import dev.taskstream.ProgressUpdate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventWeightTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "<b>&</b>", "\"\\\\\"", "\r\n\t\u0000\u001f\u007f", "\u00e9\u20ac\uffff",
			"\ud83d\ude00", "\u0085\u2028\u2029" })
	void aTextNeverWeighsLessThanItsEventWillBeOnTheWire(String unit) {
		String text = unit.repeat(200);
		String json = JsonMapper.builder()
			.build()
			.writeValueAsString(new ProgressUpdate(UUID.randomUUID(), Instant.now(), text, 0.12345678901234568));
		String escaped = json.replaceAll("[<>&\u0085\u2028\u2029]", "123456");

		assertThat(EventWeight.of(text)).isGreaterThanOrEqualTo(escaped.getBytes(StandardCharsets.UTF_8).length);
	}

}
