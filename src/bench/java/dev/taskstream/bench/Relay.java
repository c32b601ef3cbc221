package dev.taskstream.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.taskstream.bench.Server.Container;
import dev.taskstream.bench.server.Load;

/**
 * Compares what tasks cost that are relayed to another node with what they cost in
 * memory. Starts a {@code redis-server}, which must be on the path, two nodes and a node
 * without a relay, each in a process of its own.
 */
public final class Relay {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Duration BEFORE_FIRST_REPORT = Duration.ofMillis(200);

	private final ServerProcess alone;

	private final ServerProcess owner;

	private final ServerProcess other;

	private Relay(ServerProcess alone, ServerProcess owner, ServerProcess other) {
		this.alone = alone;
		this.owner = owner;
		this.other = other;
	}

	/**
	 * Print a table in Markdown.
	 * @param args see {@link Options}
	 * @throws Exception if a server does not start, or an event is lost
	 */
	public static void main(String[] args) throws Exception {
		Options options = Options.parse(args);
		int port = freePort();
		Process redis = new ProcessBuilder("redis-server", "--port", String.valueOf(port), "--save", "", "--appendonly",
				"no")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		List<String> relayed = List.of("--taskstream.relay=redis", "--spring.data.redis.port=" + port);
		try (ServerProcess alone = ServerProcess.start(Server.TASKSTREAM, Container.TOMCAT, options);
				ServerProcess owner = ServerProcess.start(Server.RELAYED, Container.TOMCAT, options, relayed);
				ServerProcess other = ServerProcess.start(Server.RELAYED, Container.TOMCAT, options, relayed)) {
			Relay relay = new Relay(alone, owner, other);
			relay.run(options, false, redis);
			for (int round = 0; round < options.rounds(); round++) {
				relay.run(options, true, redis);
			}
		}
		finally {
			redis.destroyForcibly();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void run(Options options, boolean print, Process redis) throws Exception {
		Load unwatched = new Load(1, options.scaled(1_000_000), 0, 20);
		double inMemory = report(this.alone, unwatched);
		double withRelay = report(this.owner, unwatched);
		signal(redis, "STOP");
		double withoutRedis = report(this.owner, unwatched);
		signal(redis, "CONT");
		awaitRelay();
		Load paced = new Load(20, options.scaled(500), 50, 60);
		Watched pacedThere = watch(this.owner, this.other, paced, 1);
		Watched floodThere = watch(this.owner, this.other, unwatched, 1);
		Watched floodHere = watch(this.alone, this.alone, unwatched, 1);
		Load many = new Load(100, options.scaled(200), 10, 60);
		Watched manyHere = watch(this.alone, this.alone, many, 1);
		Watched manyThere = watch(this.owner, this.other, many, 1);
		Load crowd = new Load(1, options.scaled(250), 50, 60);
		Watched crowdHere = watch(this.alone, this.alone, crowd, 1000);
		Watched crowdThere = watch(this.owner, this.other, crowd, 1000);
		if (print) {
			print("`report()`, nobody watches: ns in memory; relayed; Redis paused", inMemory, withRelay, withoutRedis);
			print("50/s: owner's CPU per relayed event, µs", pacedThere.ownerMicros);
			print("flat out: owner's CPU per report, µs; in memory with a watcher; events seen there",
					floodThere.ownerMicros * floodThere.events / unwatched.events(),
					floodHere.ownerMicros * floodHere.events / unwatched.events(), floodThere.events);
			print("1,000 events/s of 100 tasks: ms to a watcher here (p50, p99); on the other node (p50, p99)",
					manyHere.p50, manyHere.p99, manyThere.p50, manyThere.p99);
			print("1,000 watchers, 50/s: CPU per delivered event, µs, of their node: own task; other node's",
					crowdHere.watchersMicros, crowdThere.watchersMicros);
		}
	}

	/** Return how many nanoseconds a report takes. */
	private static double report(ServerProcess server, Load load) throws IOException {
		Control.Batch batch = server.control().start(load);
		server.control().begin(batch, BEFORE_FIRST_REPORT);
		return server.control().awaitEndMillis(batch) * 1e6 / load.events();
	}

	/** Wait until the nodes know each other's tasks again. */
	private void awaitRelay() throws Exception {
		Load one = new Load(1, 1, 0, 20);
		for (int tries = 0;; tries++) {
			try {
				watch(this.owner, this.other, one, 1);
				return;
			}
			catch (IOException ex) {
				if (tries == 30) {
					throw ex;
				}
				TimeUnit.SECONDS.sleep(1);
			}
		}
	}

	private static Watched watch(ServerProcess owner, ServerProcess other, Load load, int watchers) throws IOException {
		Control control = owner.control();
		Control.Batch batch = control.start(load);
		try (StreamClient client = new StreamClient(other.port())) {
			client.open(Collections.nCopies(watchers, batch.streams()).stream().flatMap(List::stream).toList(), LIMIT);
			Tally tally = client.tally();
			Duration ownerCpu = owner.cpu();
			Duration otherCpu = other.cpu();
			control.begin(batch, BEFORE_FIRST_REPORT);
			client.readUntil(() -> tally.ended + tally.broken == load.tasks() * watchers, LIMIT);
			if (tally.broken > 0 || (load.rate() > 0 && tally.unordered > 0)) {
				throw new IOException(tally.broken + " streams broke, " + tally.unordered + " events out of order");
			}
			control.awaitEndMillis(batch);
			return new Watched(tally.reports, micros(owner.cpu().minus(ownerCpu), tally.reports),
					micros(other.cpu().minus(otherCpu), tally.reports), tally.millisAt(50), tally.p99Millis());
		}
	}

	private static double micros(Duration cpu, long events) {
		return cpu.toNanos() / 1e3 / events;
	}

	private static void signal(Process process, String name) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
	}

	private static void print(String row, double... figures) {
		StringBuilder line = new StringBuilder("| ").append(row).append(" |");
		for (double figure : figures) {
			line.append(String.format(Locale.ROOT, " %,.2f", figure)).append(" |");
		}
		System.out.println(line);
	}

	/**
	 * What watchers saw, and what it cost.
	 */
	private record Watched(long events, double ownerMicros, double watchersMicros, double p50, double p99) {

	}

}
