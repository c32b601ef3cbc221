package dev.taskstream.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
			logger.warn(
					"Task {} ({}) has ended {} s ago, but its code still occupies a worker. Let it report, "
							+ "check isCancelled() or respond to the interrupt",
					run.name(), run.id(), PATIENCE_SECONDS);
		}
	}

	void remove(TaskRun run) {
		this.runs.remove(run);
	}

	int size() {
		return this.runs.size();
	}

}
