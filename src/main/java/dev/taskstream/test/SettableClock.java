package dev.taskstream.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is set. Safe for use by several threads.
 */
public final class SettableClock extends Clock {

	private final AtomicReference<Instant> now;

	private final ZoneId zone;

	/**
	 * Create a clock that shows the beginning of 2030, UTC.
	 */
	public SettableClock() {
		this(Instant.parse("2030-01-01T00:00:00Z"));
	}

	/**
	 * Create a clock that shows a given time, UTC.
	 * @param now the time
	 */
	public SettableClock(Instant now) {
		this(new AtomicReference<>(now), ZoneOffset.UTC);
	}

	private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
		this.now = now;
		this.zone = zone;
	}

	/**
	 * Set the time.
	 * @param time the new time
	 */
	public void set(Instant time) {
		this.now.set(time);
	}

	/**
	 * Advance the time.
	 * @param duration the duration to add
	 */
	public void advance(Duration duration) {
		this.now.updateAndGet((time) -> time.plus(duration));
	}

	@Override
	public Instant instant() {
		return this.now.get();
	}

	@Override
	public ZoneId getZone() {
		return this.zone;
	}

	/**
	 * Return the same clock in another zone: setting one sets both.
	 */
	@Override
	public Clock withZone(ZoneId newZone) {
		return new SettableClock(this.now, newZone);
	}

}
