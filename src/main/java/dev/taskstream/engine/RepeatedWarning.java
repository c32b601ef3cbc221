package dev.taskstream.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A warning that is logged at most once a minute, with how often its reason has occurred
 * since the last time. It is logged by the scheduler, so {@link #occurred()} may be
 * called under a lock.
 */
final class RepeatedWarning {

	/*
	 * The thread that sets `scheduled` schedules a report. A report that finds nothing to
	 * count clears it and then reads the count again, since occurred() writes the count
	 * and then reads `scheduled`: one of the two schedules the next report.
	 */

	private static final long PAUSE_SECONDS = 60;

	private final ScheduledExecutorService scheduler;

	private final LongConsumer warning;

	private final AtomicLong count = new AtomicLong();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	/**
	 * Create a warning.
	 * @param warning logs the count
	 */
	RepeatedWarning(ScheduledExecutorService scheduler, LongConsumer warning) {
		this.scheduler = scheduler;
		this.warning = warning;
	}

	void occurred() {
		this.count.incrementAndGet();
		scheduleReport();
	}

	private void scheduleReport() {
		if (this.scheduled.compareAndSet(false, true)) {
			this.scheduler.execute(this::report);
		}
	}

	private void report() {
		long occurred = this.count.getAndSet(0);
		if (occurred > 0) {
			this.scheduler.schedule(this::report, PAUSE_SECONDS, TimeUnit.SECONDS);
			this.warning.accept(occurred);
			return;
		}
		this.scheduled.set(false);
		if (this.count.get() > 0) {
			scheduleReport();
		}
	}

}
