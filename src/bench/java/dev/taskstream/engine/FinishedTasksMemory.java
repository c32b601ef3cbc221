package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import dev.taskstream.BaseTask;
import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints how much memory finished tasks take whose histories are full: right after their
 * end, and once they are cut down.
 */
public final class FinishedTasksMemory {

	private static final int TASKS = 10_000;

	private static final int HISTORY = 256;

	private static final int UNDER_WAY = 64;

	private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final AdjustableClock clock = new AdjustableClock();

	private final BenchEngine bench = new BenchEngine(2 * UNDER_WAY, HISTORY, this.clock);

	private FinishedTasksMemory() {
	}

	/**
	 * Measures tasks that nobody watched, then tasks that somebody did, whose events have
	 * been encoded.
	 * @param args none
	 */
	public static void main(String[] args) throws InterruptedException {
		System.out.println(TASKS + " finished tasks with " + HISTORY + " events each, MiB of live heap");
		System.out.println();
		System.out.println("| | right after the end | cut down |");
		System.out.println("|---|---:|---:|");
		new FinishedTasksMemory().measure("never watched", false);
		new FinishedTasksMemory().measure("watched", true);
	}

	private void measure(String title, boolean watched) throws InterruptedException {
		try (this.bench) {
			double before = liveMebibytes();
			List<UUID> ids = runAll();
			if (watched) {
				ids.forEach(this::read);
			}
			double full = liveMebibytes() - before;
			this.clock.advance(TWO_MINUTES);
			this.bench.sweep();
			System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", title, full, liveMebibytes() - before);
		}
	}

	private List<UUID> runAll() throws InterruptedException {
		Semaphore places = new Semaphore(UNDER_WAY);
		Talkative task = new Talkative(places);
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			places.acquire();
			ids.add(this.bench.engine().start(task).taskId());
		}
		this.bench.engine().awaitEnds(TWO_MINUTES);
		return ids;
	}

	private void read(UUID id) {
		TaskLog log = this.bench.engine().log(id).orElseThrow();
		Runnable noSignal = () -> {
		};
		try (TaskSubscription reader = log.subscribe(0, noSignal);
				TaskSubscription beside = log.subscribe(0, noSignal)) {
			LoggedEvent event = reader.next();
			while (event != null) {
				event.encodedBy(this.mapper::writeValueAsBytes);
				event = reader.next();
			}
		}
	}

	private static double liveMebibytes() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return (runtime.totalMemory() - runtime.freeMemory()) / 1024.0 / 1024.0;
	}

	private static final class Talkative extends BaseTask<Void, String> {

		private final Semaphore places;

		Talkative(Semaphore places) {
			this.places = places;
		}

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			for (int i = 1; i <= HISTORY; i++) {
				progress.report("Row " + i + " of " + HISTORY, (double) i / HISTORY);
			}
			this.places.release();
			return "done";
		}

	}

	/**
	 * The time, and what it was advanced by.
	 */
	private static final class AdjustableClock extends Clock {

		private volatile Duration ahead = Duration.ZERO;

		void advance(Duration by) {
			this.ahead = this.ahead.plus(by);
		}

		@Override
		public Instant instant() {
			return Instant.now().plus(this.ahead);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
