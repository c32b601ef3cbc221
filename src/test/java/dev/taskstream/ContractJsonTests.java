package dev.taskstream;

import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.taskstream.InvalidTaskParametersException.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON of the contract is the same whatever an application does to its mapper.
 */
class ContractJsonTests {

	private static final JsonMapper plain = JsonMapper.builder().build();

	private static final JsonMapper hostile = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.changeDefaultPropertyInclusion((was) -> was.withValueInclusion(JsonInclude.Include.NON_NULL))
		.changeDefaultVisibility((was) -> was.withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE))
		.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
		.enable(EnumFeature.WRITE_ENUMS_USING_INDEX, EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
		.enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
		.defaultTimeZone(TimeZone.getTimeZone("Asia/Kolkata"))
		.defaultLocale(Locale.forLanguageTag("ar-EG-u-nu-arab"))
		.build();

	static final JsonMapper[] mappers = { plain, hostile };

	private static final UUID ID = UUID.fromString("6f1a2b3c-0000-4000-8000-0123456789ab");

	private static final Instant AT = Instant.parse("2026-11-22T10:00:00.120Z");

	private static final String HEAD = "\"taskId\":\"6f1a2b3c-0000-4000-8000-0123456789ab\",\"timestamp\":\"2026-11-22T10:00:00.120000Z\"";

	@ParameterizedTest
	@FieldSource("mappers")
	void aStart(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new TaskStarted(ID, AT, "FileDigest")))
			.isEqualTo("{\"type\":\"task_started\"," + HEAD + ",\"name\":\"FileDigest\"}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void progress(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new ProgressUpdate(ID, AT, "Row 40 of 100", 0.4)))
			.isEqualTo("{\"type\":\"progress_update\"," + HEAD + ",\"text\":\"Row 40 of 100\",\"value\":0.4}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void progressOfWhichNothingWasReportedYet(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new ProgressUpdate(ID, AT, null, null)))
			.isEqualTo("{\"type\":\"progress_update\"," + HEAD + ",\"text\":null,\"value\":null}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void aCompletion(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new TaskCompleted(ID, AT, "{\"rowCount\":100}")))
			.isEqualTo("{\"type\":\"task_completed\"," + HEAD + ",\"result\":{\"rowCount\":100}}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void aCompletionWithoutResult(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new TaskCompleted(ID, AT, null)))
			.isEqualTo("{\"type\":\"task_completed\"," + HEAD + ",\"result\":null}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void aFailure(JsonMapper mapper) {
		assertThat(mapper
			.writeValueAsString(new TaskFailed(ID, AT, TaskStatus.TIMED_OUT, new TaskError("timed_out", "Too long."))))
			.isEqualTo("{\"type\":\"task_failed\"," + HEAD
					+ ",\"status\":\"TIMED_OUT\",\"error\":{\"code\":\"timed_out\",\"message\":\"Too long.\"}}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void whatIsKnownOfATaskAtFirst(JsonMapper mapper) {
		assertThat(mapper
			.writeValueAsString(new TaskInfo(ID, "Import", TaskStatus.PENDING, null, null, AT, null, null, null, null)))
			.isEqualTo("{\"taskId\":\"6f1a2b3c-0000-4000-8000-0123456789ab\",\"name\":\"Import\","
					+ "\"status\":\"PENDING\",\"text\":null,\"value\":null,"
					+ "\"createdAt\":\"2026-11-22T10:00:00.120000Z\",\"startedAt\":null,\"finishedAt\":null,"
					+ "\"result\":null,\"error\":null}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void whatIsKnownOfATaskAtLast(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(
				new TaskInfo(ID, "Import", TaskStatus.COMPLETED, "Row", 1.0, AT, AT, AT.plusSeconds(60), "[1]", null)))
			.isEqualTo("{\"taskId\":\"6f1a2b3c-0000-4000-8000-0123456789ab\",\"name\":\"Import\","
					+ "\"status\":\"COMPLETED\",\"text\":\"Row\",\"value\":1.0,"
					+ "\"createdAt\":\"2026-11-22T10:00:00.120000Z\",\"startedAt\":\"2026-11-22T10:00:00.120000Z\","
					+ "\"finishedAt\":\"2026-11-22T10:01:00.120000Z\",\"result\":[1],\"error\":null}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void theAnswerToAStart(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new TaskStartResponse(ID, "/api/tasks/" + ID + "/stream")))
			.isEqualTo("{\"taskId\":\"6f1a2b3c-0000-4000-8000-0123456789ab\","
					+ "\"streamUrl\":\"/api/tasks/6f1a2b3c-0000-4000-8000-0123456789ab/stream\"}");
	}

	@ParameterizedTest
	@FieldSource("mappers")
	void aViolation(JsonMapper mapper) {
		assertThat(mapper.writeValueAsString(new Violation("address.city", "must not be blank")))
			.isEqualTo("{\"field\":\"address.city\",\"message\":\"must not be blank\"}");
	}

}
