package dev.taskstream.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients behind an nginx, which is stopped and started while they read.
 */
class NginxTests {

	private static final int CLIENTS = 10;

	private static final int REPORTS = 400;

	private static final int RESTARTS = 2;

	@RegisterExtension
	final QuietLog log = new QuietLog().aboveDebug();

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void everyClientGetsEveryEventWhileTheProxyRestarts(boolean buffering) throws Exception {
		assumeThat(Nginx.program()).as("nginx is installed").isNotNull();
		ExecutorService threads = Executors.newCachedThreadPool();
		RunningService service = RunningService.start("--taskstream.stream.history=1000",
				"--taskstream.stream.keep-alive=200ms");
		this.log.attach();
		PlotTask task = new PlotTask(new Plot.Part(Plot.Goal.COMPLETES, REPORTS, 10_000, 20, null));
		try (Nginx nginx = Nginx.before(service.port(), buffering, this.directory)) {
			TaskStartResponse started = service.tasks().start(task);
			List<Future<List<EventStream.Event>>> stories = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				stories.add(threads.submit(() -> readPersistently(nginx.port(), started.streamUrl())));
			}
			for (int i = 1; i <= RESTARTS; i++) {
				task.awaitReport(REPORTS * i / (RESTARTS + 1), () -> false);
				await().until(() -> service.streams().size() == CLIENTS);
				nginx.restarts();
			}
			for (Future<List<EventStream.Event>> story : stories) {
				assertThat(story.get(30, TimeUnit.SECONDS)).extracting((event) -> Long.valueOf(event.id()))
					.containsExactlyElementsOf(LongStream.rangeClosed(1, REPORTS + 2).boxed().toList());
			}
			await().until(() -> service.streams().size() == 0);
		}
		finally {
			threads.shutdownNow();
		}
		GracefulStop.of(service);
	}

	/**
	 * Reads like an {@code EventSource}: comes back after every cut until the end is
	 * there.
	 */
	private static List<EventStream.Event> readPersistently(int port, String path) {
		List<EventStream.Event> seen = new ArrayList<>();
		while (seen.isEmpty() || !seen.get(seen.size() - 1).isFinal()) {
			try {
				String position = seen.isEmpty() ? "" : seen.get(seen.size() - 1).id();
				Answer answer = Answer.of(port, path, "Last-Event-ID: " + position);
				assertThat(answer.status()).isIn(0, 200);
				seen.addAll(answer.events());
			}
			catch (IOException ex) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
			}
		}
		return seen;
	}

}
