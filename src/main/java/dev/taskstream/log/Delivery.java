package dev.taskstream.log;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The executor and the delay with which readers are signalled.
 *
 * @param executor executes the signals, which must not block; not closed here
 * @param scheduler delays the signals; not closed here
 * @param flushWindow how long a signal for progress is delayed to cover later progress,
 * too; zero to signal immediately
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
