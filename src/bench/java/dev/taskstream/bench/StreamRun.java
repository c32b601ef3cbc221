package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.bench.client.Loop;
import dev.taskstream.bench.client.Requests;
import dev.taskstream.bench.client.Starts;
import dev.taskstream.bench.client.Streams;
import dev.taskstream.bench.client.Tally;

/**
 * Opens all streams of a scenario, lets all its tasks begin, and counts until every
 * stream is over. No server depends on replay that way, and none can hide what it lost.
 */
final class StreamRun {

	private static final Duration OPENING = Duration.ofSeconds(60);

	private final Scenario scenario;

	private final ServerProcess server;

	private final Control control;

	private final List<Control.Started> jobs = new ArrayList<>();

	private StreamRun(Scenario scenario, ServerProcess server) {
		this.scenario = scenario;
		this.server = server;
		this.control = server.control();
	}

	static Figures run(Scenario scenario, ServerProcess server) throws IOException {
		return new StreamRun(scenario, server).run();
	}

	private Figures run() throws IOException {
		for (int i = 0; i < this.scenario.tasks(); i++) {
			this.jobs.add(this.control.start(this.scenario));
		}
		int count = this.scenario.tasks() * this.scenario.watchers();
		try (Loop loop = new Loop(this.server.port())) {
			List<String> paths = this.jobs.stream().map(Control.Started::streamPath).toList();
			Streams streams = new Streams(loop, paths, count);
			if (!streams.open(OPENING)) {
				throw new IOException("Only " + streams.tally().opened() + " streams could be opened, and "
						+ streams.tally().closed() + " were closed");
			}
			streams.openSlow(this.scenario.slow(), this.scenario.slowRate());
			return measure(loop, streams);
		}
	}

	private Figures measure(Loop loop, Streams streams) throws IOException {
		Machine machine = new Machine(this.server);
		Duration cpu = this.server.cpu();
		long begun = System.nanoTime();
		Figures figures = new Figures();
		try (Requests requests = new Requests(this.server.port(), this.scenario.requests())) {
			Starts.send(loop, this.jobs.stream().map(Control.Started::id).toList());
			loop.runUntil(streams::isOver, this.scenario.limit());
			Duration used = this.server.cpu().minus(cpu);
			count(figures, streams.tally(), used, begun);
			if (this.scenario.requests() > 0) {
				requests.close();
				figures.with(Measure.REQUESTS_P50, requests.latency().millis(0.5))
					.with(Measure.REQUESTS_P99, requests.latency().millis(0.99))
					.with(Measure.REQUESTS_FAILED, requests.failed());
			}
		}
		if (this.scenario.slow() > 0) {
			figures.with(Measure.BLOCKED, this.control.blockedWriters());
		}
		return figures.with(Measure.HELD, this.control.heldMillis(this.jobs.get(0)))
			.with(Measure.OTHERS, machine.othersPercent());
	}

	private void count(Figures figures, Tally tally, Duration cpu, long begun) {
		int count = this.scenario.tasks() * this.scenario.watchers();
		figures.with(Measure.CPU_PER_EVENT, cpu.toNanos() / 1e3 / tally.progress())
			.with(Measure.PER_SECOND, tally.progress() * 1e9 / (tally.lastNanos() - begun))
			.with(Measure.P50, tally.latency().millis(0.5))
			.with(Measure.P99, tally.latency().millis(0.99))
			.with(Measure.MAX, tally.latency().maxMillis())
			.with(Measure.LOST, (double) count * this.scenario.events() - tally.progress())
			.with(Measure.GAPS, tally.gaps())
			.with(Measure.DUPLICATES, tally.duplicates())
			.with(Measure.UNFINISHED, count - tally.ended());
	}

}
