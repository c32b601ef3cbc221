package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.taskstream.bench.server.Load;

/**
 * Runs that measure the live heap of a server that has just been started.
 */
final class Heap {

	private static final Load ONE_EVENT = new Load(1, 1, 0, 0);

	private static final int EVENTS_OF_FINISHED = 256;

	private static final int MORE_THAN_A_MINUTE = 65;

	private static final int TASKS_AT_A_TIME = 500;

	private Heap() {
	}

	/** Look at a server that has done nothing. */
	static Map<Measure, Double> ofNew(ServerProcess server) throws IOException {
		double cpu = server.cpu().toMillis();
		Control control = server.control();
		return Map.of(Measure.START, server.startMillis(), Measure.CPU_TO_START, cpu, Measure.THREADS,
				control.ask("threads"), Measure.HEAP, control.liveHeapKibibytes() / 1024);
	}

	/** Open streams of one task that reports nothing. */
	static Map<Measure, Double> ofIdle(ServerProcess server, int streams) throws IOException {
		loadClasses(server);
		Control control = server.control();
		Control.Batch batch = control.start(ONE_EVENT);
		double before = control.liveHeapKibibytes();
		try (StreamClient client = new StreamClient(server.port())) {
			client.open(Collections.nCopies(streams, batch.streams().get(0)), Duration.ofMinutes(2));
			return Map.of(Measure.HEAP_PER_STREAM, (control.liveHeapKibibytes() - before) / streams);
		}
	}

	/** Run tasks that nobody watches. */
	static Map<Measure, Double> ofFinished(ServerProcess server, int tasks) throws IOException, InterruptedException {
		loadClasses(server);
		Control control = server.control();
		double before = control.liveHeapKibibytes();
		for (int i = 0; i < tasks; i += TASKS_AT_A_TIME) {
			Control.Batch batch = control
				.start(new Load(Math.min(TASKS_AT_A_TIME, tasks - i), EVENTS_OF_FINISHED, 0, 0));
			control.begin(batch, Duration.ZERO);
			control.awaitEndMillis(batch);
		}
		double after = control.liveHeapKibibytes() - before;
		TimeUnit.SECONDS.sleep(MORE_THAN_A_MINUTE);
		double later = control.liveHeapKibibytes() - before;
		return Map.of(Measure.HEAP, after / 1024, Measure.HEAP_AFTER_A_MINUTE, later / 1024);
	}

	private static void loadClasses(ServerProcess server) throws IOException {
		new StreamRun(ONE_EVENT, 1, 0, Set.of()).on(server);
	}

}
