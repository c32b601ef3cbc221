package dev.taskstream.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

class EventCodecTests {

	private static final UUID ID = UUID.fromString("6f1a2b3c-0000-4000-8000-0123456789ab");

	private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");

	private static final List<TaskEvent> EVENTS = List.of(new TaskStarted(ID, AT, "FileDigest"),
			new ProgressUpdate(ID, AT, null, 1.0E-4),
			new ProgressUpdate(ID, AT, "a \"b\" \\ c\u0007 \u20ac \ud83d\ude00", null), new TaskCompleted(ID, AT, null),
			new TaskCompleted(ID, AT, "[1,2]"),
			new TaskFailed(ID, AT, TaskStatus.TIMED_OUT, new TaskError("timed_out", "It took \t too long")));

	private static String encode(TaskEvent event) {
		return new String(EncodedEvent.frame(event), StandardCharsets.UTF_8);
	}

	private static String data(TaskEvent event) {
		String frame = encode(event);
		assertThat(frame).endsWith("\n\n");
		String[] lines = frame.strip().split("\n", -1);
		assertThat(lines).hasSize(2);
		assertThat(lines[0]).isEqualTo("event: " + event.type());
		assertThat(lines[1]).startsWith("data: ");
		return lines[1].substring("data: ".length());
	}

	private static String progressText(String text) {
		return data(new ProgressUpdate(ID, AT, text, null));
	}

	private static JsonNode read(String json) {
		return JsonMapper.builder().build().readTree(json);
	}

	@Test
	void aFrameWithoutItsIdIsThreeLines() {
		assertThat(encode(new TaskStarted(ID, AT, "FileDigest"))).isEqualTo("""
				event: task_started
				data: {"type":"task_started","taskId":"6f1a2b3c-0000-4000-8000-0123456789ab",\
				"timestamp":"2026-11-22T10:00:00.123456Z","name":"FileDigest"}

				""");
	}

	@Test
	void everyTypeNamesItself() {
		assertThat(data(new TaskCompleted(ID, AT, "{\"rows\":100}"))).contains("\"result\":{\"rows\":100}");
		assertThat(data(new TaskFailed(ID, AT, TaskStatus.CANCELLED, new TaskError("cancelled", "Enough."))))
			.contains("\"status\":\"CANCELLED\",\"error\":{\"code\":\"cancelled\",\"message\":\"Enough.\"}");
		assertThat(progressText("Row")).contains("\"text\":\"Row\",\"value\":null");
	}

	@Test
	void everyTypeIsWrittenAsItsAnnotationsSay() {
		JsonMapper mapper = JsonMapper.builder().build();
		for (TaskEvent event : EVENTS) {
			assertThat(data(event)).isEqualTo(mapper.writeValueAsString(event));
		}
	}

	@Test
	void timestampsHaveSixDigitsWhateverTheSecond() {
		for (String time : List.of("2026-11-22T10:00:00.000000Z", "1969-12-31T23:59:59.999999Z",
				"2026-11-22T10:00:00.000001Z", "1970-01-01T00:00:00.120000Z")) {
			assertThat(data(new TaskStarted(ID, Instant.parse(time), "FileDigest"))).contains("\"" + time + "\"");
		}
	}

	@Test
	void markupIsHarmlessAndStillTheSameText() {
		String text = "<img src=x onerror=\"alert('&amp;')\">\u0085\u2028\u2029";
		String data = progressText(text);

		assertThat(data).doesNotContain("<", ">", "&", "\u0085", "\u2028", "\u2029")
			.contains("\\u003c", "\\u003e", "\\u0026", "\\u2028", "\\u2029");
		assertThat(read(data).get("text").asString()).isEqualTo(text);
	}

	@Test
	void markupInNamesMessagesAndResultsIsHarmlessToo() {
		assertThat(data(new TaskStarted(ID, AT, "<b>"))).doesNotContain("<");
		assertThat(data(new TaskFailed(ID, AT, TaskStatus.FAILED, new TaskError("<b>", "<b>")))).doesNotContain("<");

		String completed = data(new TaskCompleted(ID, AT, "{\"<b>\":\"<b>&\u2028\"}"));
		assertThat(completed).doesNotContain("<", ">", "&", "\u2028");
		assertThat(read(completed).get("result").get("<b>").asString()).isEqualTo("<b>&\u2028");
	}

	@Test
	void lineBreaksAndControlCharactersStayInOneLine() {
		String text = "a\r\nb\rc\nd\u0000\t\u0085e\nevent: forged\n\nid: 9";
		String data = progressText(text);

		assertThat(read(data).get("text").asString()).isEqualTo(text);
	}

	@Test
	void charactersBeyondTheBasicPlaneSurvive() {
		assertThat(progressText("\ud83d\ude00 \u20ac")).contains("\ud83d\ude00 \u20ac");
	}

	@Test
	void everyTypeIsReadAsItWasWritten() {
		for (TaskEvent event : EVENTS) {
			assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
		}
	}

	@Test
	void eventsWrittenByDatabindAreReadTheSame() {
		for (TaskEvent event : EVENTS) {
			assertThat(EventCodec.decode(JsonMapper.builder().build().writeValueAsBytes(event))).isEqualTo(event);
		}
	}

	@Test
	void resultKeepsItsOwnTextOnItsWay() {
		String result = "{\"n\":1.0E3,\"big\":12345678901234567890.10,\"s\":\"a\\u003cb\"}";
		byte[] data = EventCodec.encode(new TaskCompleted(ID, AT, result));

		TaskCompleted read = (TaskCompleted) EventCodec.decode(data);

		assertThat(EventCodec.encode(read)).isEqualTo(data);
		assertThat(read(read.result())).isEqualTo(read(result));
	}

	@Test
	void membersOfANewerVersionAreSkipped() {
		String data = data(new TaskStarted(ID, AT, "Import")).replace("{\"type\"",
				"{\"new\":{\"name\":[1]},\"old\":true,\"type\"");

		assertThat(EventCodec.decode(data.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(new TaskStarted(ID, AT, "Import"));
	}

	@Test
	void invalidEventsAreRefused() {
		for (String data : List.of("", "{}", "[]", "{\"type\":\"task_started\"}", "nonsense",
				data(new TaskStarted(ID, AT, "a")).replace("task_started", "task_paused"))) {
			assertThatRuntimeException().isThrownBy(() -> EventCodec.decode(data.getBytes(StandardCharsets.UTF_8)));
		}
	}

	@Test
	void compactedValueIsExactlyOneValueOnOneLine() {
		assertThat(EventCodec.compact(" {\r\n \"a\" : [ 1 , 2 ] } ")).isEqualTo("{\"a\":[1,2]}");
		for (String value : List.of("", "{", "nonsense", "1 2", "{\"a\":}", "[1,]")) {
			assertThatRuntimeException().isThrownBy(() -> EventCodec.compact(value));
		}
	}

}
