package dev.taskstream.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EngineSettings;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.engine.TestWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MultiplexedFramesTests {

	private static final int TASKS = 4;

	private static final TaskEvent NOT_FOUND = new TaskFailed(new UUID(1, 2), Instant.EPOCH, TaskStatus.FAILED,
			new TaskError("task_not_found", "There is none"));

	private static final Pattern FRAME = Pattern
		.compile("id: ([\\d.x]+)\\nevent: (\\w+)\\ndata: \\{\"type\":\"\\w+\",\"taskId\":\"([^\"]+)\"[^\\n]*\\n\\n");

	private static final Pattern NUMBER = Pattern.compile("\"text\":\"(\\d+)\"");

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final TaskEngine engine = Engines.engine(new EngineSettings(TASKS, 0, Duration.ZERO, Duration.ZERO,
			Duration.ZERO, Duration.ofHours(1), 100, 100_000_000, 10_000, 1024, Duration.ZERO, true),
			TestWorkers.create(TASKS, 0), this.scheduler);

	private volatile int reports = 500;

	private final CountDownLatch go = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.engine.close();
		this.scheduler.shutdownNow();
	}

	@Tag("stress")
	@RepeatedTest(10)
	void readersThatAreCutAnywhereGetEveryEventOnceAndInOrder() throws IOException {
		List<TaskLog> logs = startTasks();
		Random random = new Random(42);
		Map<String, List<String>> seen = new HashMap<>();
		this.go.countDown();

		String last = null;
		boolean finished = false;
		while (!finished) {
			MultiplexedFrames frames = new MultiplexedFrames(members(logs, last));
			frames.open(() -> {
			});
			for (int batch = random.nextInt(5); batch >= 0 && !finished; batch--) {
				for (MatchResult frame : read(frames, random.nextInt(100))) {
					last = frame.group(1);
					seen.computeIfAbsent(frame.group(3), (key) -> new ArrayList<>()).add(said(frame));
				}
				finished = frames.isFinished();
			}
			frames.close();
		}

		assertThat(seen).hasSize(TASKS);
		assertThat(seen.values()).allSatisfy((story) -> assertThat(story).isEqualTo(wholeStory()));
	}

	private static List<MultiplexedFrames.Member> members(List<TaskLog> logs, String lastEventId) {
		List<Long> positions = LastEventId.of(lastEventId).in(logs);
		return IntStream.range(0, logs.size())
			.mapToObj((i) -> MultiplexedFrames.Member.known(logs.get(i), positions.get(i)))
			.toList();
	}

	@Test
	void unknownTaskIsReportedOnceAndDoesNotDisturbTheOthers() throws IOException {
		List<TaskLog> logs = startTasks();
		this.go.countDown();
		List<MultiplexedFrames.Member> members = new ArrayList<>(members(logs, null));
		members.add(MultiplexedFrames.Member.unknown(0, NOT_FOUND));
		members.add(MultiplexedFrames.Member.unknown(LastEventId.UNKNOWN, NOT_FOUND));
		MultiplexedFrames frames = new MultiplexedFrames(members);
		frames.open(() -> {
		});

		List<MatchResult> read = new ArrayList<>();
		while (!frames.isFinished()) {
			read.addAll(read(frames, Integer.MAX_VALUE));
		}

		assertThat(read).filteredOn((frame) -> frame.group(3).equals(NOT_FOUND.taskId().toString())).hasSize(1);
		assertThat(read).hasSize(1 + TASKS * (this.reports + 2));
		assertThat(read.get(read.size() - 1).group(1)).isEqualTo("502.502.502.502.x.x");
	}

	private List<TaskLog> startTasks() {
		List<TaskLog> logs = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			logs.add(this.engine.service().log(this.engine.service().start(new Counting()).taskId()).orElseThrow());
		}
		return logs;
	}

	private static List<MatchResult> read(FrameSource frames, int most) throws IOException {
		FrameBuffer buffer = new FrameBuffer();
		for (int i = 0; i <= most && frames.appendNext(buffer); i++) {
			assertThat(buffer.isEmpty()).isFalse();
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		buffer.writeTo(out, Integer.MAX_VALUE);
		return FRAME.matcher(out.toString(StandardCharsets.UTF_8)).results().toList();
	}

	private static String said(MatchResult frame) {
		return NUMBER.matcher(frame.group()).results().map((text) -> text.group(1)).findFirst().orElse(frame.group(2));
	}

	private List<String> wholeStory() {
		List<String> story = new ArrayList<>(List.of("task_started"));
		for (int i = 0; i < this.reports; i++) {
			story.add(String.valueOf(i));
		}
		story.add("task_completed");
		return story;
	}

	private final class Counting extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void none, ProgressHandle progress) throws InterruptedException {
			MultiplexedFramesTests.this.go.await();
			for (int i = 0; i < MultiplexedFramesTests.this.reports; i++) {
				progress.report(String.valueOf(i));
			}
			return null;
		}

	}

}
