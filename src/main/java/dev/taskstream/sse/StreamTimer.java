package dev.taskstream.sse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer that writes keep-alive comments to idle streams, disconnects clients that have
 * stopped reading, ends requests that the container has not ended, and asks whether
 * callers may still see their streams.
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
	 * @param keepAlive how long a stream may be idle before a comment line is written
	 * @param stallTimeout how long a client may read nothing while an event waits for it
	 * @param scheduler runs the ticks; never blocked; not closed here
	 * @param context the collaborators that all streams share
	 */
	public StreamTimer(Duration keepAlive, Duration stallTimeout, ScheduledExecutorService scheduler,
			StreamContext context) {
		this.streams = context.streams();
		this.delivery = context.delivery();
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
		List<StreamEmitter> due = new ArrayList<>();
		for (StreamEmitter stream : this.streams.unended()) {
			if (due(stream, now) != null) {
				due.add(stream);
			}
		}
		if (!due.isEmpty()) {
			this.delivery.execute(() -> due.forEach(this::lookAfter));
		}
	}

	private @Nullable Runnable due(StreamEmitter stream, long now) {
		return stream.due(keepAliveNanos(stream), this.stallNanos, now);
	}

	private void lookAfter(StreamEmitter stream) {
		try {
			// Again, since the client may have read, or a later tick may have been faster
			Runnable action = due(stream, System.nanoTime());
			if (action != null) {
				action.run();
			}
		}
		catch (RuntimeException ex) {
			// An executor without a free thread; the next tick tries again
			logger.debug("A stream could not be looked after this time", ex);
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
