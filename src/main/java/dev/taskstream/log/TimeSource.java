package dev.taskstream.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Where a log takes its times from.
 *
 * @param clock for the timestamps that people read
 * @param nanoTime for durations, as {@link System#nanoTime()}: a system clock that jumps
 * changes no limit
 */
public record TimeSource(Clock clock, LongSupplier nanoTime) {

	/**
	 * Return the present time, as precise as events carry it.
	 * @return the time in microseconds
	 */
	public Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Return the system's time.
	 * @return a source without state
	 */
	public static TimeSource system() {
		return new TimeSource(Clock.systemUTC(), System::nanoTime);
	}

}
