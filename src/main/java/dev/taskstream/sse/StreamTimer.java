package dev.taskstream.sse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer that writes keep-alive comments to idle streams, disconnects clients that have
 * stopped reading, and ends requests that the container has not ended.
 */
public final class StreamTimer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StreamTimer.class);

	/** Ticks in a keep-alive interval or stall timeout. */
	private static final int TICKS = 20;

	private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

	private final OpenStreams streams;

	private final Executor delivery;

	private final long keepAliveNanos;

	private final long stallNanos;

	private final ScheduledFuture<?> ticking;

	/**
	 * Create a timer that starts immediately.
	 * @param streams the streams
	 * @param keepAlive how long a stream may be idle before a comment line is written
	 * @param stallTimeout how long a client may read nothing while an event waits for it
	 * @param scheduler runs the ticks; never blocked; not closed here
	 * @param delivery executes the writes; not closed here
	 */
	public StreamTimer(OpenStreams streams, Duration keepAlive, Duration stallTimeout,
			ScheduledExecutorService scheduler, Executor delivery) {
		this.streams = streams;
		this.delivery = delivery;
		this.keepAliveNanos = keepAlive.toNanos();
		this.stallNanos = stallTimeout.toNanos();
		long tickNanos = Math.max(Math.min(this.keepAliveNanos, this.stallNanos) / TICKS,
				TimeUnit.MILLISECONDS.toNanos(1));
		tickNanos = Math.min(tickNanos, LONGEST_TICK.toNanos());
		this.ticking = scheduler.scheduleWithFixedDelay(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
	}

	private void tick() {
		try {
			look();
		}
		catch (Throwable ex) {
			// A periodic task that throws is not executed again
			logger.warn("Streams could not be checked this time", ex);
		}
	}

	private void look() {
		long now = System.nanoTime();
		List<Runnable> due = new ArrayList<>();
		for (StreamEmitter stream : this.streams.unended()) {
			if (stream.isOverdue(now)) {
				due.add(stream::endOverdue);
			}
			else if (stream.isStalledFor(this.stallNanos, now)) {
				due.add(stream::disconnectStalled);
			}
			else if (stream.isIdleFor(keepAliveNanos(stream), now)) {
				due.add(stream::keepAlive);
			}
		}
		if (!due.isEmpty()) {
			this.delivery.execute(() -> due.forEach(Runnable::run));
		}
	}

	/**
	 * Return the keep-alive interval of a stream. Each stream has its own, between 75 and
	 * 95 % of the configured one, so that streams which were written to together are
	 * spread, and none exceeds the limit by a tick.
	 */
	private long keepAliveNanos(StreamEmitter stream) {
		int spread = Math.floorMod(System.identityHashCode(stream), 21);
		return this.keepAliveNanos / 100 * (75 + spread);
	}

	@Override
	public void close() {
		this.ticking.cancel(false);
	}

}
