package dev.taskstream.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.taskstream.TaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

class ResultWriterTests {

	private final ResultWriter writer = new ResultWriter(JsonMapper.builder().build(), 10_000);

	@Test
	void resultThatIsTooLargeIsRefusedWithAWayOut() {
		ResultWriter small = new ResultWriter(JsonMapper.builder().build(), 6);

		assertThat(small.write("1234")).isEqualTo("\"1234\"");
		assertThatExceptionOfType(TaskException.class).isThrownBy(() -> small.write("\u20ac\u20ac"))
			.withMessageContaining("Return a reference")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("result_too_large"));
	}

	@Test
	void nullStaysNull() {
		assertThat(this.writer.write(null)).isNull();
	}

	@Test
	void aResultIsWrittenAsTheApplicationWritesItsOwnObjects() {
		ResultWriter customized = new ResultWriter(JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
			.build(), 10_000);

		assertThat(customized.write(new Summary(3, Instant.ofEpochMilli(1500))))
			.isEqualTo("{\"row_count\":3,\"finished_at\":1500}");
	}

	@Test
	void anIndentingMapperStillWritesOneLine() {
		ResultWriter indenting = new ResultWriter(
				JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build(), 10_000);

		assertThat(indenting.write(Map.of("rows", List.of(1, 2)))).isEqualTo("{\"rows\":[1,2]}");
	}

	@Test
	void rawValuesAreWrittenOnOneLine() {
		assertThat(this.writer.write(new Raw("[1,\r\n2]"))).isEqualTo("{\"json\":[1,2]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "{", "1,2", "1}", "\"open", "{\"a\":1}]" })
	void rawValueThatIsNoJsonCannotBeWritten(String raw) {
		assertThatRuntimeException().isThrownBy(() -> this.writer.write(new Raw(raw)));
	}

	@Test
	void loneSurrogatesAreReplaced() {
		assertThat(this.writer.write("a\ud83d")).isEqualTo("\"a\ufffd\"");
	}

	@Test
	void lineBreaksInTextsStayEscaped() {
		assertThat(this.writer.write("a\r\nb")).isEqualTo("\"a\\r\\nb\"");
	}

	@Test
	void aResultThatContainsItselfCannotBeWritten() {
		List<Object> cyclic = new ArrayList<>();
		cyclic.add(cyclic);

		assertThatRuntimeException().isThrownBy(() -> this.writer.write(cyclic));
	}

	@Test
	void aResultWhoseGetterThrowsCannotBeWritten() {
		assertThatRuntimeException().isThrownBy(() -> this.writer.write(new Broken()))
			.withMessageContaining("out of order");
	}

	record Summary(int rowCount, Instant finishedAt) {

	}

	record Raw(@JsonRawValue String json) {

	}

	static final class Broken {

		public String getText() {
			throw new IllegalStateException("out of order");
		}

	}

}
