package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;

import dev.taskstream.bench.client.Loop;
import dev.taskstream.bench.client.Visitor;
import dev.taskstream.bench.client.Visits;

/**
 * Lets visitors come and go for a while.
 */
final class ChurnRun {

	private ChurnRun() {
	}

	static Figures run(Scenario scenario, ServerProcess server, Duration length) throws IOException {
		Visits visits = new Visits();
		try (Loop loop = new Loop(server.port())) {
			Machine machine = new Machine(server);
			Duration cpu = server.cpu();
			long begun = System.nanoTime();
			for (int i = 0; i < scenario.tasks(); i++) {
				new Visitor(loop, visits, () -> System.nanoTime() - begun >= length.toNanos());
			}
			loop.runUntil(() -> false, length);
			loop.runUntil(visits::isOver, Duration.ofSeconds(10));
			double seconds = (System.nanoTime() - begun) / 1e9;
			Duration used = server.cpu().minus(cpu);
			return new Figures().with(Measure.TASKS_PER_SECOND, visits.complete() / seconds)
				.with(Measure.CPU_PER_TASK, used.toNanos() / 1e3 / visits.complete())
				.with(Measure.P50, visits.latency().millis(0.5))
				.with(Measure.P99, visits.latency().millis(0.99))
				.with(Measure.MAX, visits.latency().maxMillis())
				.with(Measure.LOST, visits.lost())
				.with(Measure.OTHERS, machine.othersPercent());
		}
	}

}
