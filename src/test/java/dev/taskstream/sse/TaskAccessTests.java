package dev.taskstream.sse;

import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskAccessTests {

	@Test
	void aUuidInItsLongFormIsAnId() {
		UUID id = UUID.randomUUID();

		assertThat(TaskAccess.parse(id.toString())).contains(id);
		assertThat(TaskAccess.parse(id.toString().toUpperCase(Locale.ROOT))).contains(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1-1-1-1-1", "6f1a2b3c000040008000012345678 9ab",
			"6f1a2b3c-0000-4000-8000-0123456789abc", "6f1a2b3c-0000-4000-8000-0123456789ag",
			"6f1a2b3c-0000-4000-8000-0123456789ab\n", "{6f1a2b3c-0000-4000-8000-0123456789ab}" })
	void anythingElseIsNot(String text) {
		assertThat(TaskAccess.parse(text)).isEmpty();
	}

}
