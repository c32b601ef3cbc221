package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import dev.taskstream.scenario.RunningService;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a task puts into its name, its reports, its result or its error, a parser that
 * we have not written reads the same from the stream.
 */
class AnyTextTests {

	private static final int TASKS = Size.of("texts", 100);

	private static final int TEXTS_PER_TASK = 20;

	/** Where a code point is taken from, with equal chance: from and to, inclusive. */
	private static final int[][] RANGES = { { 0, 0x1F }, { ' ', '~' }, { '"', '"' }, { '\\', '\\' }, { '<', '>' },
			{ '&', '&' }, { '\r', '\r' }, { '\n', '\n' }, { 0x7F, 0xA0 }, { 0x85, 0x85 }, { 0x300, 0x36F },
			{ 0x2028, 0x2029 }, { 0x200B, 0x200F }, { 0x4E00, 0x9FFF }, { 0xD800, 0xDBFF }, { 0xDC00, 0xDFFF },
			{ 0xFEFF, 0xFEFF }, { 0xFFF0, 0xFFFF }, { 0x1F600, 0x1F64F }, { 0x10000, 0x10FFFF } };

	private static RunningService service;

	private final long seed = Size.seed();

	private final Random random = new Random(this.seed);

	@BeforeAll
	static void startService() {
		service = RunningService.start();
	}

	@AfterAll
	static void stopService() {
		service.close();
	}

	@Test
	void anyTextSurvivesTheTrip() throws Exception {
		for (int i = 0; i < TASKS; i++) {
			Texts texts = new Texts(text(), Stream.generate(this::text).limit(TEXTS_PER_TASK).toList(), text(),
					this.random.nextBoolean());

			Answer answer = Answer.of(service.port(), service.tasks().start(new Speaker(texts)).streamUrl());

			assertThat(spoken(answer)).as("with the seed %s", this.seed).isEqualTo(texts.expected());
			assertThat(answer.text()
				.lines()
				.filter((line) -> line.startsWith("data: "))
				.map((line) -> line.substring("data: ".length()))).as("no line break and no markup")
				.hasSize(TEXTS_PER_TASK + 2)
				.allMatch((data) -> data.chars().noneMatch((c) -> c < ' ' || "<>&\u0085\u2028\u2029".indexOf(c) >= 0));
		}
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(30); i > 0; i--) {
			int[] range = RANGES[this.random.nextInt(RANGES.length)];
			text.appendCodePoint(this.random.nextInt(range[0], range[1] + 1));
		}
		return text.toString();
	}

	private static List<String> spoken(Answer answer) {
		List<String> spoken = new ArrayList<>();
		for (EventStream.Event event : answer.events()) {
			JSONObject json = event.json();
			spoken.add((String) switch (event.type()) {
				case "task_started" -> json.get("name");
				case "progress_update" -> json.get("text");
				case "task_completed" -> ((JSONObject) json.get("result")).get("text");
				default -> ((JSONObject) json.get("error")).get("message");
			});
		}
		return spoken;
	}

	/**
	 * What a task says.
	 *
	 * @param last its result's text, or its error's message
	 */
	private record Texts(String name, List<String> reports, String last, boolean fails) {

		List<String> expected() {
			return Stream.of(Stream.of(this.name), this.reports.stream(), Stream.of(this.last))
				.flatMap((texts) -> texts)
				.map(Texts::wellFormed)
				.toList();
		}

		private static String wellFormed(String text) {
			IntStream points = text.codePoints().map((c) -> (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c);
			return points.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
		}

	}

	private record Result(String text) {

	}

	private static final class Speaker extends BaseTask<Void, Result> {

		private final Texts texts;

		Speaker(Texts texts) {
			this.texts = texts;
		}

		@Override
		protected String name() {
			return this.texts.name;
		}

		@Override
		protected Result execute(Void nothing, ProgressHandle progress) {
			this.texts.reports.forEach(progress::report);
			if (this.texts.fails) {
				throw new TaskException("any_text", this.texts.last);
			}
			return new Result(this.texts.last);
		}

	}

}
