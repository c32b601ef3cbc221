package dev.taskstream.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EngineSettings;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.engine.TestWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MultiplexedFramesTests {

	private static final int TASKS = 4;

	private static final Pattern FRAME = Pattern
		.compile("id: (\\d+)\\nevent: (\\w+)\\ndata: \\{\"type\":\"\\w+\",\"taskId\":\"([^\"]+)\"[^\\n]*\\n\\n");

	private static final Pattern NUMBER = Pattern.compile("\"text\":\"(\\d+)\"");

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final TaskEngine engine = new TaskEngine(
			new EngineSettings(TASKS, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofHours(1), 100, 1024,
					Duration.ZERO, true),
			Clock.systemUTC(), TestWorkers.create(TASKS, 0), this.scheduler, Runnable::run, (work) -> work,
			JsonMapper.builder().build(), null, () -> null, UUID::toString);

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

		long last = 0;
		boolean finished = false;
		while (!finished) {
			MultiplexedFrames frames = new MultiplexedFrames(logs, List.of(), last);
			frames.open(() -> {
			});
			for (int batch = random.nextInt(5); batch >= 0 && !finished; batch--) {
				for (MatchResult frame : read(frames, random.nextInt(100))) {
					long id = Long.parseLong(frame.group(1));
					assertThat(id).isGreaterThan(last);
					last = id;
					seen.computeIfAbsent(frame.group(3), (key) -> new ArrayList<>()).add(said(frame));
				}
				finished = frames.isFinished();
			}
			frames.close();
		}

		assertThat(seen).hasSize(TASKS);
		assertThat(seen.values()).allSatisfy((story) -> assertThat(story).isEqualTo(wholeStory()));
	}

	@Tag("stress")
	@RepeatedTest(5)
	void eventsThatBecomeVisibleLateDoNotComeOutOfOrder() throws IOException {
		this.reports = 20_000;
		MultiplexedFrames frames = new MultiplexedFrames(startTasks(), List.of(), 0);
		frames.open(() -> {
		});
		this.go.countDown();

		long last = 0;
		while (!frames.isFinished()) {
			for (MatchResult frame : read(frames, 3)) {
				long id = Long.parseLong(frame.group(1));
				assertThat(id).isGreaterThan(last);
				last = id;
			}
		}
	}

	@Test
	void tasksWithoutALogAreReportedFirstAndDoNotDisturbTheOthers() throws IOException {
		TaskEvent notFound = new TaskFailed(new UUID(1, 2), Instant.EPOCH, TaskStatus.FAILED,
				new TaskError("task_not_found", "There is none"));
		List<TaskLog> logs = startTasks();
		this.go.countDown();
		MultiplexedFrames frames = new MultiplexedFrames(logs, List.of(notFound), 0);
		frames.open(() -> {
		});

		List<MatchResult> read = new ArrayList<>();
		while (!frames.isFinished()) {
			read.addAll(read(frames, Integer.MAX_VALUE));
		}

		assertThat(read.get(0).group(1)).isEqualTo("0");
		assertThat(read.get(0).group(3)).isEqualTo(new UUID(1, 2).toString());
		assertThat(read).hasSize(1 + TASKS * (this.reports + 2));
	}

	@Test
	void nothingButReportsIsFinishedAfterThem() throws IOException {
		TaskEvent notFound = new TaskFailed(new UUID(1, 2), Instant.EPOCH, TaskStatus.FAILED,
				new TaskError("task_not_found", "There is none"));
		MultiplexedFrames frames = new MultiplexedFrames(List.of(), List.of(notFound), 7);
		frames.open(() -> {
		});

		assertThat(frames.isFinished()).isFalse();
		assertThat(read(frames, 10)).singleElement().satisfies((frame) -> assertThat(frame.group(1)).isEqualTo("7"));
		assertThat(frames.isFinished()).isTrue();
	}

	private List<TaskLog> startTasks() {
		List<TaskLog> logs = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			logs.add(this.engine.log(this.engine.start(new Counting()).taskId()).orElseThrow());
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
