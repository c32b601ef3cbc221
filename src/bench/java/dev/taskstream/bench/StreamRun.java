package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.taskstream.bench.server.Load;

/**
 * Opens all streams, begins all tasks and reads until every stream has ended. So a server
 * needs no replay, and cannot hide a lost event.
 *
 * @param load what the tasks do
 * @param watchers how many streams each task has
 * @param stalled how many more streams of the first task are never read
 * @param measures what to report
 */
record StreamRun(Load load, int watchers, int stalled, Set<Measure> measures) implements Row.Run {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Duration BEFORE_FIRST_REPORT = Duration.ofMillis(50);

	private static final Duration STALLED_LIMIT = Duration.ofSeconds(20);

	@Override
	public Map<Measure, Double> on(ServerProcess server) throws IOException {
		Control control = server.control();
		Control.Batch batch = control.start(this.load);
		Map<Measure, Double> figures;
		try (StreamClient client = new StreamClient(server.port())) {
			client.open(Collections.nCopies(this.watchers, batch.streams()).stream().flatMap(List::stream).toList(),
					LIMIT);
			if (this.stalled > 0) {
				client.openStalled(batch.streams().get(0), this.stalled);
				client.readUntil(() -> false, Duration.ofMillis(500));
			}
			figures = measure(server, batch, client);
		}
		figures.put(Measure.HELD, control.awaitEndMillis(batch));
		figures.keySet().retainAll(this.measures);
		return figures;
	}

	private Map<Measure, Double> measure(ServerProcess server, Control.Batch batch, StreamClient client)
			throws IOException {
		Tally tally = client.tally();
		int streams = this.load.tasks() * this.watchers;
		Duration cpu = server.cpu();
		server.control().begin(batch, BEFORE_FIRST_REPORT);
		client.readUntil(() -> tally.ended + tally.broken == streams, (this.stalled > 0) ? STALLED_LIMIT : LIMIT);
		Map<Measure, Double> figures = new EnumMap<>(Measure.class);
		figures.put(Measure.CPU_PER_EVENT, server.cpu().minus(cpu).toNanos() / 1e3 / tally.reports);
		figures.put(Measure.DELIVERED, tally.reports * 1e9 / tally.nanos());
		figures.put(Measure.P99, tally.p99Millis());
		figures.put(Measure.SERVED, 100.0 * tally.reports / streams / this.load.events());
		if (this.stalled > 0) {
			figures.put(Measure.BLOCKED, server.control().ask("blocked-writers"));
		}
		else {
			requireAll(tally, streams);
		}
		return figures;
	}

	private void requireAll(Tally tally, int streams) throws IOException {
		long lost = (long) streams * this.load.events() - tally.reports;
		if (lost != 0 || tally.unordered != 0 || tally.ended != streams) {
			throw new IOException(lost + " events were lost, " + tally.unordered + " came out of order and "
					+ (streams - tally.ended) + " streams did not end");
		}
	}

}
