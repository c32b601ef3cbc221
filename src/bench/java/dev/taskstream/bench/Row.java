package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.taskstream.bench.Server.Container;
import dev.taskstream.bench.server.Load;

/**
 * A load that servers are compared under.
 *
 * @param name its name in the table
 * @param servers ours, and the one that it is compared with if there is one
 * @param containers the containers to run it on; empty for those of the options
 * @param starts how often to start the servers for it in each round; 0 to run it on warm
 * servers
 * @param run the load
 */
record Row(String name, List<Server> servers, List<Container> containers, int starts, Run run) {

	private static final List<Server> WITH_TASKS = List.of(Server.TASKSTREAM, Server.HAND_WRITTEN);

	private static final Set<Measure> CPU_AND_P99 = EnumSet.of(Measure.CPU_PER_EVENT, Measure.P99);

	/** Return all rows. */
	static List<Row> all(Options options) {
		int crowd = options.scaled(1000);
		return List.of(
				warm("flood",
						new StreamRun(new Load(1, 1000, 0, 0), crowd, 0,
								EnumSet.of(Measure.CPU_PER_EVENT, Measure.DELIVERED, Measure.HELD))),
				warm("fan-out", new StreamRun(new Load(1, options.scaled(200), 50, 0), crowd, 0, CPU_AND_P99)),
				warm("many-tasks",
						new StreamRun(new Load(options.scaled(500), options.scaled(100), 10, 0), 1, 0, CPU_AND_P99)),
				warm("churn", new ChurnRun(options.scaled(50), Duration.ofMillis(options.scaled(6000)))),
				warm("stalled",
						new StreamRun(new Load(1, 5000, 500, 1200), 100, 5,
								EnumSet.of(Measure.SERVED, Measure.P99, Measure.BLOCKED))),
				new Row("idle", WITH_TASKS, List.of(Container.values()), 1,
						(server) -> Heap.ofIdle(server, options.scaled(5000))),
				new Row("new", List.of(Server.EMPTY_WITH_TASKSTREAM, Server.EMPTY), List.of(Container.TOMCAT), 5,
						Heap::ofNew),
				new Row("finished", List.of(Server.TASKSTREAM), List.of(Container.TOMCAT), 1,
						(server) -> Heap.ofFinished(server, options.scaled(10_000))));
	}

	private static Row warm(String name, Run run) {
		return new Row(name, WITH_TASKS, List.of(), 0, run);
	}

	/**
	 * Return what to run on a server before it counts as warm. Floods alone would leave
	 * much of a server that batches to the interpreter, since many events are one write;
	 * so most of these events are written one by one. Few clients leave processor time to
	 * the compiler.
	 */
	static List<Run> warmUp(Options options) {
		Run churn = new ChurnRun(4, Duration.ofMillis(options.scaled(24_000)));
		return List.of(streams(new Load(1, 400, 0, 0), 50), streams(new Load(1, 300, 0, 0), 200),
				streams(new Load(1, options.scaled(500), 50, 0), options.scaled(500)),
				streams(new Load(50, 40, 20, 0), 1), churn);
	}

	private static Run streams(Load load, int watchers) {
		return new StreamRun(load, watchers, 0, Set.of());
	}

	boolean isWarm() {
		return this.starts == 0;
	}

	/** Puts a load on a server. */
	@FunctionalInterface
	interface Run {

		/**
		 * Run the load once.
		 * @throws IOException if the server did not do what it must, so that its figures
		 * do not compare
		 */
		Map<Measure, Double> on(ServerProcess server) throws IOException, InterruptedException;

	}

}
