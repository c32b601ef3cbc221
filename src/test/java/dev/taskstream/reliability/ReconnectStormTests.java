package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.QuietLog;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that come and go as fast as they can, many of them in the moment of a write or
 * of the end: no request is left active, so that the stop waits for none.
 */
class ReconnectStormTests {

	private static final int VISITS = Size.of("visits", 2_000);

	private static final int CLIENTS = 4;

	@RegisterExtension
	final QuietLog log = new QuietLog().aboveDebug();

	private final long seed = Size.seed();

	@Test
	void noVisitorIsForgotten() throws Exception {
		RunningService service = RunningService.start("--taskstream.executor.queue-capacity=1000");
		this.log.attach();
		long before = Descriptors.open();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try (Healthy healthy = Healthy.in(service)) {
			List<Future<?>> visits = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				Random random = new Random(this.seed + i);
				visits.add(clients.submit(() -> visit(service, random)));
			}
			for (Future<?> visit : visits) {
				visit.get();
			}
		}
		clients.shutdown();
		await().until(() -> service.streams().size() == 0);
		await().untilAsserted(
				() -> assertThat(Descriptors.open()).as("with the seed %s", this.seed).isLessThan(before + 10));

		GracefulStop.of(service);
	}

	private static Void visit(RunningService service, Random random) throws Exception {
		Plot.Part brief = new Plot.Part(Plot.Goal.COMPLETES, 60, 100, 0, null);
		for (int i = 0; i < VISITS / CLIENTS; i++) {
			TaskStartResponse started = service.tasks().start(new PlotTask(brief));
			Answer answer = Answer.cut(service.port(), started.streamUrl(), random.nextInt(3_000),
					random.nextBoolean());
			assertThat(answer.status()).isIn(0, 200);
		}
		return null;
	}

}
