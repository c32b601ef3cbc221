package dev.taskstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import dev.taskstream.bench.Server.Container;
import dev.taskstream.bench.server.Load;

/**
 * Puts a load on one server for a while, and compares what the server holds afterwards
 * with what it held before. The first, short lap fills what is bounded: the finished
 * tasks, the pools and the compiler's caches.
 */
public final class Soak {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final int FIRST_LAP_SECONDS = 15;

	/** More than the finished tasks that the server keeps. */
	private static final int FIRST_LAP_TASKS = 12_000;

	/** Until finished tasks are cut down and idle threads end. */
	private static final int REST_SECONDS = 80;

	private static final int STALLED_PERCENT = 5;

	private static final int STALLED_SECONDS = 20;

	private static final int STARTERS = 2;

	private static final int STARTS_PER_SECOND = 10;

	private static final int WATCHED_PERCENT = 10;

	private static final int REPORTS = 4;

	private final SoakOptions options;

	private final ServerProcess server;

	private final LongAdder tasks = new LongAdder();

	private final LongAdder lost = new LongAdder();

	private volatile boolean over;

	private Soak(SoakOptions options, ServerProcess server) {
		this.options = options;
		this.server = server;
	}

	/**
	 * Run a load.
	 * @param args see {@link SoakOptions}
	 * @throws Exception if the server holds more afterwards, or an event was lost
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("http.maxConnections", "10");
		SoakOptions options = SoakOptions.parse(args);
		try (ServerProcess server = ServerProcess.start(Server.TASKSTREAM, Container.TOMCAT, options.ofServer())) {
			Soak soak = new Soak(options, server);
			soak.lap(Math.max(FIRST_LAP_SECONDS, FIRST_LAP_TASKS / options.rate()));
			Map<String, Double> before = soak.rest();
			soak.lap(options.seconds());
			soak.report(before, soak.rest());
		}
	}

	private void lap(int seconds) throws Exception {
		this.over = false;
		this.tasks.reset();
		Control control = this.server.control();
		Control.Batch quiet = control.start(new Load(1, Math.max(1, seconds / 5), 0.2, 0));
		Control.Batch noisy = control.start(new Load(1, seconds * 50, 50, 1200));
		int stalled = this.options.streams() * STALLED_PERCENT / 100;
		ExecutorService threads = Executors.newCachedThreadPool();
		try (StreamClient client = new StreamClient(this.server.port())) {
			client.open(Collections.nCopies(this.options.streams() - stalled, quiet.streams().get(0)), LIMIT);
			control.begin(quiet, Duration.ZERO);
			control.begin(noisy, Duration.ZERO);
			List<Callable<Void>> others = new java.util.ArrayList<>(Collections.nCopies(STARTERS, this::startTasks));
			others.add(() -> stall(noisy.streams().get(0), stalled));
			List<Future<Void>> running = others.stream().map(threads::submit).toList();
			client.readUntil(() -> client.tally().broken > 0, Duration.ofSeconds(seconds));
			this.over = true;
			for (Future<Void> other : running) {
				other.get();
			}
			client.readUntil(() -> client.tally().ended == this.options.streams() - stalled, LIMIT);
			this.lost.add(this.options.streams() - stalled - client.tally().ended + client.tally().unordered);
		}
		finally {
			threads.shutdownNow();
		}
		control.awaitEndMillis(quiet);
		control.awaitEndMillis(noisy);
	}

	private Void startTasks() throws IOException, InterruptedException {
		int batchSize = this.options.rate() / STARTERS / STARTS_PER_SECOND;
		int watched = Math.max(1, batchSize * WATCHED_PERCENT / 100);
		Control control = this.server.control();
		long due = System.nanoTime();
		while (!this.over) {
			Control.Batch batch = control.start(new Load(batchSize, REPORTS, 0, 0));
			try (StreamClient client = new StreamClient(this.server.port())) {
				client.open(batch.streams().subList(0, watched), LIMIT);
				control.begin(batch, Duration.ZERO);
				client.readUntil(() -> client.tally().ended + client.tally().broken == watched, LIMIT);
				this.lost.add((long) watched * REPORTS - client.tally().reports);
			}
			control.awaitEndMillis(batch);
			this.tasks.add(batchSize);
			due = Math.max(due + TimeUnit.SECONDS.toNanos(1) / STARTS_PER_SECOND, System.nanoTime());
			TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
		}
		return null;
	}

	/**
	 * Keep streams open that are never read. The server disconnects them after a while.
	 */
	private Void stall(String path, int count) throws IOException, InterruptedException {
		while (!this.over) {
			try (StreamClient client = new StreamClient(this.server.port())) {
				client.openStalled(path, count);
				for (int i = 0; i < STALLED_SECONDS && !this.over; i++) {
					TimeUnit.SECONDS.sleep(1);
				}
			}
		}
		return null;
	}

	private Map<String, Double> rest() throws IOException, InterruptedException {
		TimeUnit.SECONDS.sleep(REST_SECONDS);
		Map<String, Double> held = new LinkedHashMap<>();
		held.put("live heap, MiB", this.server.control().liveHeapKibibytes() / 1024);
		held.put("threads", this.server.control().ask("threads"));
		held.put("threads in a write", this.server.control().ask("blocked-writers"));
		held.put("descriptors", this.server.control().ask("descriptors"));
		return held;
	}

	private void report(Map<String, Double> before, Map<String, Double> after) {
		System.out.printf(
				"%s, Java %s%n%d tasks with %d reports, %.0f tasks/s%n%n| | before | after |%n|---|---:|---:|%n",
				this.options, Runtime.version(), this.tasks.sum(), this.tasks.sum() * REPORTS,
				(double) this.tasks.sum() / this.options.seconds());
		before.forEach((name, value) -> System.out.printf("| %s | %.1f | %.1f |%n", name, value, after.get(name)));
		System.out.printf("| events lost | | %d |%n", this.lost.sum());
		// Heap and threads vary by what the JVM itself keeps
		boolean grown = before.entrySet()
			.stream()
			.anyMatch((entry) -> after.get(entry.getKey()) > entry.getValue() * 1.1 + 2);
		if (grown || this.lost.sum() != 0) {
			throw new IllegalStateException("The server holds more than before, or an event was lost");
		}
	}

}
