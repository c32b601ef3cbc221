package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.taskstream.bench.client.Loop;
import dev.taskstream.bench.client.Streams;
import dev.taskstream.bench.client.Tally;

/**
 * Opens all streams and leaves them alone, to see what one costs that does nothing; then
 * sends one event to all.
 */
final class IdleRun {

	private static final double KIBIBYTE = 1024.0;

	/** Brings in what is loaded once, whoever asks first. */
	private static final Scenario FIRST = Scenario.flatOut("first", "", 1, 1);

	private IdleRun() {
	}

	static Figures run(Scenario scenario, ServerProcess server) throws IOException {
		StreamRun.run(FIRST, server);
		Control control = server.control();
		Control.Started job = control.start(scenario);
		int count = scenario.watchers();
		Figures figures = new Figures();
		try (Loop loop = new Loop(server.port())) {
			double before = control.liveHeapBytes();
			Streams streams = new Streams(loop, List.of(job.streamPath()), count);
			boolean all = streams.open(scenario.limit());
			Tally tally = streams.tally();
			figures.with(Measure.OPENED, tally.opened());
			if (!all) {
				return figures.with(Measure.FAILED, 1);
			}
			figures.with(Measure.HEAP_PER_STREAM, (control.liveHeapBytes() - before) / KIBIBYTE / count);
			long begun = System.nanoTime();
			control.go(job);
			loop.runUntil(() -> tally.progress() == count, scenario.limit());
			figures.with(Measure.ALL_SERVED, (tally.lastNanos() - begun) / 1e6);
			loop.runUntil(() -> false, Duration.ofMillis(500));
			figures.with(Measure.HEAP_PER_STREAM_AFTER, (control.liveHeapBytes() - before) / KIBIBYTE / count);
			control.go(job);
			loop.runUntil(streams::isOver, scenario.limit());
			return figures.with(Measure.LOST, (double) count * scenario.events() - tally.progress())
				.with(Measure.UNFINISHED, count - tally.ended());
		}
	}

}
