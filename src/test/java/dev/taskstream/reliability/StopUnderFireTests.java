package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RawPeer;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stop while tasks run, wait and linger, new ones are started, and half of the clients
 * do not read: all others get their end, and the web server has nothing to wait for.
 */
class StopUnderFireTests {

	private static final int STREAMS = Size.of("streams", 120);

	private static final int WORKERS = 4;

	private static final int QUEUED = 8;

	@RegisterExtension
	final QuietLog log = new QuietLog();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Engines.Stubborn lingering = new Engines.Stubborn();

	@AfterEach
	void stop() {
		this.lingering.letGo.countDown();
		this.threads.shutdownNow();
	}

	@RepeatedTest(2)
	void everyHealthyClientGetsItsEnd() throws Exception {
		RunningService service = RunningService.start("--server.http2.enabled=true",
				"--taskstream.executor.pool-size=" + WORKERS, "--taskstream.executor.queue-capacity=" + QUEUED,
				"--taskstream.shutdown-timeout=1s");
		this.log.attach();
		this.log.permit("dev.taskstream.autoconfigure.TaskstreamLifecycle");
		List<TaskStartResponse> tasks = startTasks(service);
		List<AutoCloseable> stalled = stall(service, tasks);
		List<Future<List<EventStream.Event>>> stories = watch(service, tasks);
		await().until(() -> service.streams().size() == STREAMS);
		Future<List<UUID>> accepted = this.threads.submit(() -> startUntilRefused(service));

		GracefulStop.of(service);

		for (Future<List<EventStream.Event>> story : stories) {
			List<EventStream.Event> events = story.get();
			assertThat(events).filteredOn(EventStream.Event::isFinal).hasSize(1);
			assertThat(events.get(events.size() - 1).data()).contains("\"code\":\"shutting_down\"");
		}
		assertThat(accepted.get()).allSatisfy(
				(id) -> assertThat(service.tasks().find(id).map(TaskInfo::status).orElseThrow().isFinal()).isTrue());
		for (AutoCloseable peer : stalled) {
			peer.close();
		}
	}

	private List<TaskStartResponse> startTasks(RunningService service) throws InterruptedException {
		List<TaskStartResponse> tasks = new ArrayList<>();
		TaskStartResponse ended = service.tasks().start(this.lingering);
		this.lingering.started.await();
		service.tasks().cancel(ended.taskId());
		for (int i = 0; i < WORKERS - 1 + QUEUED; i++) {
			tasks.add(service.tasks().start(new Endless()));
		}
		return tasks;
	}

	/**
	 * Half of the streams: clients of both protocols that do not read what they get.
	 */
	private static List<AutoCloseable> stall(RunningService service, List<TaskStartResponse> tasks) throws Exception {
		List<AutoCloseable> peers = new ArrayList<>();
		for (int i = 0; i < STREAMS / 4; i++) {
			String path = tasks.get(i % tasks.size()).streamUrl();
			peers.add(RawPeer.connect(service.port(), 4096).sends("GET " + path + " HTTP/1.1", "Host: localhost"));
			int window = (i % 2 == 0) ? 0 : Http2Peer.LARGEST_WINDOW;
			peers.add(Http2Peer.connect(service.port(), 4096, window).requests(1, path));
		}
		return peers;
	}

	/**
	 * The other half: clients of both protocols that read all they get.
	 */
	private List<Future<List<EventStream.Event>>> watch(RunningService service, List<TaskStartResponse> tasks) {
		List<Future<List<EventStream.Event>>> stories = new ArrayList<>();
		for (int i = 0; i < STREAMS / 4; i++) {
			String path = tasks.get(i % tasks.size()).streamUrl();
			stories.add(this.threads.submit(() -> Answer.of(service.port(), path).events()));
			stories.add(this.threads.submit(() -> {
				try (Http2Peer peer = Http2Peer.connect(service.port(), 65_536, Http2Peer.LARGEST_WINDOW)) {
					return EventStream.parse(peer.requests(1, path).readToEnd());
				}
			}));
		}
		return stories;
	}

	private static List<UUID> startUntilRefused(RunningService service) {
		List<UUID> accepted = new ArrayList<>();
		while (true) {
			try {
				accepted.add(service.tasks().start(new Endless()).taskId());
			}
			catch (TaskQueueFullException ex) {
				if (String.valueOf(ex.getMessage()).contains("stopping")) {
					return accepted;
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
	}

}
