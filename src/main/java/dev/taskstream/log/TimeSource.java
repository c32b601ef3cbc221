package dev.taskstream.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * A source of timestamps and durations.
 *
 * @param clock the source of timestamps
 * @param nanoTime the source of durations, such as {@link System#nanoTime()}: no limit is
 * affected when the system clock is adjusted
 */
public record TimeSource(Clock clock, LongSupplier nanoTime) {

	/**
	 * Return the current time with the precision of events.
	 * @return the time in microseconds
	 */
	public Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Return a source that uses the clocks of the system.
	 * @return a stateless source
	 */
	public static TimeSource system() {
		return new TimeSource(Clock.systemUTC(), System::nanoTime);
	}

}
