package dev.taskstream.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that have ended while their code still occupies a worker.
 */
final class Lingering {

	/*
	 * A run is added after it has ended and removed after it has released its ticket, by
	 * two threads. Each reads what the other writes, after its own write: the second of
	 * the two removes the run.
	 */

	private static final Logger logger = LoggerFactory.getLogger(Lingering.class);

	private static final long PATIENCE_SECONDS = 60;

	private final Set<TaskRun> runs = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService scheduler;

	Lingering(ScheduledExecutorService scheduler) {
		this.scheduler = scheduler;
	}

	void add(TaskRun run) {
		if (!run.isLingering()) {
			return;
		}
		this.runs.add(run);
		if (!run.isLingering()) {
			this.runs.remove(run);
			return;
		}
		this.scheduler.schedule(() -> warnIfPresent(run), PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	private void warnIfPresent(TaskRun run) {
		if (this.runs.contains(run)) {
			snapshot(run).forEach((task) -> logger.warn(
					"Task {} has ended {} s ago, but its code still occupies a worker. Let it report, "
							+ "check isCancelled() or respond to the interrupt",
					EndReport.describe(run), PATIENCE_SECONDS, task.stack()));
		}
	}

	List<LingeringTask> snapshot() {
		return this.runs.stream().flatMap(Lingering::snapshot).toList();
	}

	/**
	 * Return a snapshot of a run, unless its code has returned meanwhile: its thread may
	 * execute another run.
	 */
	private static Stream<LingeringTask> snapshot(TaskRun run) {
		Thread worker = run.worker();
		if (worker == null) {
			return Stream.empty();
		}
		LingeringTask task = new LingeringTask(run.log(), worker.getName(), List.of(worker.getStackTrace()));
		return run.isLingering() ? Stream.of(task) : Stream.empty();
	}

	void remove(TaskRun run) {
		this.runs.remove(run);
	}

	int size() {
		return this.runs.size();
	}

}
