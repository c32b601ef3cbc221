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
 * Looks at all streams from time to time: writes keep-alive comments to idle ones,
 * disconnects clients that have stopped reading, and ends what the container has
 * forgotten.
 */
public final class StreamTimer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StreamTimer.class);

	/** Looks at all streams in a keep-alive interval or stall timeout. */
	private static final int TICKS = 20;

	private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

	private final OpenStreams streams;

	private final Executor delivery;

	private final long keepAliveNanos;

	private final long stallNanos;

	private final ScheduledFuture<?> ticking;

	/**
	 * Create a timer, which starts at once.
	 * @param streams the streams to look at
	 * @param keepAlive how long a stream may say nothing before a comment line goes out
	 * @param stallTimeout how long a client may read nothing while something waits for it
	 * @param scheduler where to look; never blocked; not closed here
	 * @param delivery where to write; not closed here
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
			// Without this the scheduler would never call again
			logger.warn("Streams could not be looked after this time", ex);
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
	 * Spread what was written to together: each stream has its own place between 75 and
	 * 95 % of the interval, so that with the ticks none exceeds it.
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
