package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever a client sends as its last event id, as a task's id or as a path, it gets what
 * the protocol says: what follows that position, the whole story, or a refusal.
 */
class AnyPositionTests {

	private static final int CASES = Size.of("positions", 400);

	private static final int LAST = 7;

	private static final String UNKNOWN = "6f5d1c1e-0000-4000-8000-000000000000";

	/** What positions are made of, and some of what they are not. */
	private static final String[] PIECES = { "0", "1", "2", "6", "7", "8", "00", "07", "10", ".", ".", ".", "x", "X",
			"-", "+", " ", ",", "e", "\t", "999999999999999999", "9999999999999999999" };

	@RegisterExtension
	final QuietLog log = new QuietLog().aboveDebug();

	private final long seed = Size.seed();

	private final Random random = new Random(this.seed);

	private RunningService service;

	private final List<UUID> tasks = new ArrayList<>();

	@BeforeEach
	void startTasks() {
		this.service = RunningService.start();
		this.log.attach();
		for (int i = 0; i < 3; i++) {
			PlotTask task = new PlotTask(new Plot.Part(Plot.Goal.COMPLETES, LAST - 2, 0, 0, null));
			this.tasks.add(this.service.tasks().start(task).taskId());
		}
		await().until(() -> this.tasks.stream()
			.allMatch((id) -> this.service.tasks().find(id).orElseThrow().status().isFinal()));
	}

	@AfterEach
	void stopService() {
		GracefulStop.of(this.service);
	}

	@Test
	void positionInOneTask() throws Exception {
		for (int i = 0; i < CASES; i++) {
			String position = position();
			long seen = isNumber(position) && Long.parseLong(position) <= LAST ? Long.parseLong(position) : 0;

			Answer answer = Answer.of(this.service.port(), "/api/tasks/" + this.tasks.get(0) + "/stream",
					"Last-Event-ID: " + position);

			String about = "\"%s\" with the seed %s".formatted(position, this.seed);
			assertThat(answer.status()).as(about).isEqualTo((seen == LAST) ? 204 : 200);
			assertThat(answer.events()).as(about)
				.extracting((event) -> Long.valueOf(event.id()))
				.containsExactlyElementsOf(LongStream.rangeClosed(seen + 1, LAST).boxed().toList());
		}
	}

	@Test
	void positionInSeveralTasks() throws Exception {
		String path = this.tasks.stream()
			.map((id) -> "taskId=" + id)
			.collect(Collectors.joining("&", "/api/tasks/stream?", "&taskId=" + UNKNOWN));
		for (int i = 0; i < CASES; i++) {
			String position = this.random.nextBoolean() ? position() : likelyPosition();
			List<Long> seen = seen(position);

			Answer answer = Answer.of(this.service.port(), path, "Last-Event-ID: " + position);

			String about = "\"%s\" with the seed %s".formatted(position, this.seed);
			for (int j = 0; j < 3; j++) {
				String id = this.tasks.get(j).toString();
				assertThat(answer.events()).as(about)
					.filteredOn((event) -> event.member("taskId").equals(id))
					.hasSize((int) (LAST - seen.get(j)));
			}
			assertThat(answer.events()).as(about)
				.filteredOn((event) -> event.member("taskId").equals(UNKNOWN))
				.hasSize((seen.get(3) < 0) ? 0 : 1);
			assertThat(answer.status()).as(about).isEqualTo(answer.events().isEmpty() ? 204 : 200);
		}
	}

	/**
	 * What counts as seen: a position for each task, -1 for the unknown one where it was
	 * reported.
	 */
	private static List<Long> seen(String position) {
		String[] parts = position.split("\\.", -1);
		boolean valid = parts.length == 4;
		for (int i = 0; valid && i < 4; i++) {
			valid = parts[i].equals("x") || (isNumber(parts[i]) && (i == 3 || Long.parseLong(parts[i]) <= LAST));
		}
		List<Long> seen = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			boolean reported = valid && parts[i].equals("x");
			seen.add(reported ? (i == 3 ? -1L : 0L) : valid ? Long.valueOf(parts[i]) : 0L);
		}
		return seen;
	}

	private static boolean isNumber(String text) {
		return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch((c) -> c >= '0' && c <= '9');
	}

	private String position() {
		return IntStream.range(0, this.random.nextInt(1, 9))
			.mapToObj((i) -> PIECES[this.random.nextInt(PIECES.length)])
			.collect(Collectors.joining())
			.trim();
	}

	private String likelyPosition() {
		return IntStream.range(0, 4)
			.mapToObj((i) -> (this.random.nextInt(4) == 0) ? "x" : String.valueOf(this.random.nextInt(LAST + 2)))
			.collect(Collectors.joining("."));
	}

	@Test
	void idOfATask() throws Exception {
		String id = this.tasks.get(0).toString();
		for (int i = 0; i < CASES; i++) {
			StringBuilder mutated = new StringBuilder(id);
			for (int j = this.random.nextInt(3); j >= 0; j--) {
				int place = this.random.nextInt(mutated.length());
				String other = "0123456789abcdefABCDEF-gz._~%41".substring(this.random.nextInt(25));
				mutated.replace(place, place + this.random.nextInt(2), other.substring(0, 1));
			}
			String text = mutated.toString();

			Answer answer = Answer.of(this.service.port(), "/api/tasks/" + text + "/stream");

			boolean uuid = text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
			assertThat(answer.status()).as("\"%s\" with the seed %s", text, this.seed)
				.isEqualTo(text.equalsIgnoreCase(id) ? 200 : uuid ? 404 : 400);
		}
	}

}
