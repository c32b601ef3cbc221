package dev.taskstream.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.bench.server.Load;

/**
 * Lets clients start a short task, watch it to its end, and begin again.
 *
 * @param clients how many at a time, each on a thread
 * @param length how long they begin again
 */
record ChurnRun(int clients, Duration length) implements Row.Run {

	private static final Load SHORT = new Load(1, 3, 0, 0);

	@Override
	public Map<Measure, Double> on(ServerProcess server) throws IOException, InterruptedException {
		AtomicInteger complete = new AtomicInteger();
		AtomicInteger lost = new AtomicInteger();
		Duration cpu = server.cpu();
		long begun = System.nanoTime();
		ExecutorService threads = Executors.newFixedThreadPool(this.clients);
		threads.invokeAll(Collections.nCopies(this.clients, Executors.callable(() -> {
			while (System.nanoTime() - begun < this.length.toNanos()) {
				(isComplete(server.control()) ? complete : lost).incrementAndGet();
			}
		})));
		threads.shutdown();
		double seconds = (System.nanoTime() - begun) / 1e9;
		double micros = server.cpu().minus(cpu).toNanos() / 1e3;
		return Map.of(Measure.TASKS, complete.get() / seconds, Measure.CPU_PER_TASK, micros / complete.get(),
				Measure.LOST, lost.doubleValue());
	}

	/**
	 * Run a task.
	 * @return whether all its events came
	 */
	private static boolean isComplete(Control control) {
		try {
			Control.Batch batch = control.start(SHORT);
			try (BufferedReader lines = new BufferedReader(
					new InputStreamReader(control.open("GET", batch.streams().get(0)), StandardCharsets.UTF_8))) {
				control.begin(batch, Duration.ZERO);
				List<String> types = lines.lines()
					.filter((line) -> line.startsWith("event:"))
					.map((line) -> line.substring("event:".length()).strip())
					.filter((type) -> !type.equals("task_started"))
					.toList();
				return types.equals(List.of("progress_update", "progress_update", "progress_update", "task_completed"));
			}
		}
		catch (IOException | UncheckedIOException ex) {
			return false;
		}
	}

}
