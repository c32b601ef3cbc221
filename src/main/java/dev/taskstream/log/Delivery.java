package dev.taskstream.log;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where and when readers are signalled.
 *
 * @param executor executes the signals, which do not block; not closed here
 * @param scheduler delays them; not closed here
 * @param flushWindow how long progress may wait for more; zero to signal at once
 */
public record Delivery(Executor executor, ScheduledExecutorService scheduler, Duration flushWindow) {

	void now(Runnable round) {
		this.executor.execute(round);
	}

	void soon(Runnable round) {
		if (this.flushWindow.isZero()) {
			now(round);
		}
		else {
			this.scheduler.schedule(() -> now(round), this.flushWindow.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

}
