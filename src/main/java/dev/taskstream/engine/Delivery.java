package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where readers are signalled when the reporting thread should not do it, and when.
 */
record Delivery(Executor executor, ScheduledExecutorService scheduler, Duration flushWindow) {

	/**
	 * Whether progress waits for company on its way out.
	 */
	boolean isDeferred() {
		return !this.flushWindow.isZero();
	}

	void now(Runnable round) {
		this.executor.execute(round);
	}

	void after(long nanos, Runnable round) {
		this.scheduler.schedule(() -> now(round), nanos, TimeUnit.NANOSECONDS);
	}

	void soon(Runnable round) {
		if (isDeferred()) {
			after(this.flushWindow.toNanos(), round);
		}
		else {
			now(round);
		}
	}

}
