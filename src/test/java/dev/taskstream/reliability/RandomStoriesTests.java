package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RawPeer;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tasks that report, fail, are cancelled and time out as a seed says, and readers that
 * join, hang up and come back over real sockets. Each reader's story is compared with the
 * task's log.
 */
class RandomStoriesTests {

	private static final int TASKS = Size.of("tasks", 400);

	private static final int HISTORY = 64;

	private static final int GROUPS_AT_ONCE = 12;

	@RegisterExtension
	final QuietLog log = new QuietLog();

	private final long seed = Size.seed();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	@Test
	void everyReaderGetsTheStoryOfTheLog() throws Exception {
		RunningService service = RunningService.start(Sessions.class, "--taskstream.executor.pool-size=8",
				"--taskstream.executor.queue-capacity=100", "--taskstream.max-finished=" + (TASKS + 100),
				"--taskstream.max-finished-size=1GB", "--taskstream.stream.history=" + HISTORY);
		this.log.attach();
		// It seeds a generator for each thread that creates sessions, and finds that slow
		this.log.permit("org.apache.catalina.util.SessionIdGeneratorBase");
		this.log.permit(Sessions::isEndDuringDispatch);
		try {
			playAll(service);

			assertThat(this.failures).as("failures with the seed %s; to repeat: ./mvnw test "
					+ "-Dtest=RandomStoriesTests -Dtaskstream.reliability.seed=%s -Dtaskstream.reliability.tasks=%s",
					this.seed, this.seed, TASKS)
				.isEmpty();
			await().until(() -> service.streams().size() == 0);
			TaskEngine engine = service.context().getBean(TaskEngine.class);
			await().untilAsserted(() -> assertThat(engine.state()).isEqualTo(new EngineState(true, 8, 0, 0, 0)));
		}
		finally {
			this.threads.shutdownNow();
			GracefulStop.of(service);
		}
	}

	private void playAll(RunningService service) throws InterruptedException {
		Semaphore room = new Semaphore(GROUPS_AT_ONCE);
		int tasks = 0;
		for (int number = 0; tasks < TASKS && this.failures.isEmpty(); number++) {
			int group = number;
			Plot plot = Plot.of(this.seed, group);
			tasks += plot.parts().size();
			room.acquire();
			this.threads.execute(() -> {
				try {
					play(plot, service);
				}
				catch (Throwable ex) {
					this.failures.add(new AssertionError("Group " + group + " of " + plot + ": " + ex, ex));
				}
				finally {
					room.release();
				}
			});
		}
		room.acquire(GROUPS_AT_ONCE);
	}

	private void play(Plot plot, RunningService service) throws Exception {
		List<PlotTask> tasks = plot.parts().stream().map(PlotTask::new).toList();
		List<UUID> ids = tasks.stream().map((task) -> service.tasks().start(task).taskId()).toList();
		List<Future<?>> others = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			PlotTask task = tasks.get(i);
			UUID id = ids.get(i);
			others.add(this.threads.submit(() -> endFromOutside(task, id, service)));
		}
		List<Future<List<EventStream.Event>>> stories = plot.readers()
			.stream()
			.map((reader) -> this.threads.submit(() -> read(reader, tasks, ids, service)))
			.toList();
		for (int i = 0; i < stories.size(); i++) {
			check(plot.readers().get(i), stories.get(i).get(), tasks, ids, service);
		}
		for (Future<?> other : others) {
			other.get();
		}
	}

	private Void endFromOutside(PlotTask task, UUID id, RunningService service) throws Exception {
		if (task.part().goal() == Plot.Goal.IS_CANCELLED) {
			task.awaitReport(task.part().reports(), () -> isEnded(service, id));
			assertThat(service.tasks().cancel(id)).isTrue();
		}
		else if (task.part().goal() == Plot.Goal.IS_CANCELLED_BY_REQUEST) {
			task.awaitReport(task.part().reports(), () -> isEnded(service, id));
			try (RawPeer peer = RawPeer.connect(service.port())
				.sends("POST /api/tasks/" + id + "/cancel HTTP/1.1", "Host: localhost", "Connection: close")) {
				assertThat(Answer.parse(peer.readToEnd()).status()).isEqualTo(202);
			}
		}
		return null;
	}

	private static boolean isEnded(RunningService service, UUID id) {
		return service.tasks().find(id).map(TaskInfo::status).orElseThrow().isFinal();
	}

	private List<EventStream.Event> read(Plot.Reader reader, List<PlotTask> tasks, List<UUID> ids,
			RunningService service) throws Exception {
		boolean all = reader.task() == Plot.ALL;
		int first = all ? 0 : reader.task();
		tasks.get(first).awaitReport(reader.joinsAfter(), () -> isEnded(service, ids.get(first)));
		String path = all
				? ids.stream().map((id) -> "taskId=" + id).collect(Collectors.joining("&", "/api/tasks/stream?", ""))
				: "/api/tasks/" + ids.get(first) + "/stream";
		int[] watched = IntStream.range(0, tasks.size()).filter((i) -> all || i == first).toArray();
		return new PlotReader(service, path, Arrays.stream(watched).mapToObj(ids::get).toList()).read(reader,
				() -> tasks.get(first).awaitReport(reader.signsOutAfter(), () -> isEnded(service, ids.get(first))));
	}

	private static void check(Plot.Reader reader, List<EventStream.Event> story, List<PlotTask> tasks, List<UUID> ids,
			RunningService service) {
		IntStream.range(0, tasks.size()).filter((i) -> reader.task() == Plot.ALL || reader.task() == i).forEach((i) -> {
			TaskLog log = service.tasks().log(ids.get(i)).orElseThrow();
			StoryCheck check = new StoryCheck(tasks.get(i), ids.get(i), log, HISTORY);
			if (reader.task() == Plot.ALL) {
				check.checkShared(story, ids);
			}
			else {
				check.check(story);
			}
		});
	}

}
