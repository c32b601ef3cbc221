package dev.taskstream.sse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The streams that are open now, how many there may be, and what is due on them.
 */
/*
 * A stream counts from tryOpen until its first remove; `count` is what bounds them, and
 * `streams` holds them for the timer. The monitor is only for waiting until none is left.
 */
public final class OpenStreams implements AutoCloseable {

	/** So many looks at all streams in a keep-alive interval or stall timeout. */
	private static final int TICKS = 20;

	private final StreamSettings settings;

	private final StreamCounters counters = new StreamCounters();

	private final ContentCachingCheck contentCaching = new ContentCachingCheck();

	private final Executor delivery;

	private final Executor fallback;

	private final ScheduledFuture<?> ticking;

	private final Set<StreamEmitter> streams = ConcurrentHashMap.newKeySet();

	private final AtomicInteger count = new AtomicInteger();

	private volatile boolean refusing;

	/**
	 * No stream yet.
	 * @param settings the limits
	 * @param scheduler looks at the streams from time to time; not closed here
	 * @param delivery where streams are written to that the timer found; not closed here
	 * @param fallback where streams are written to that have no non-blocking output; not
	 * closed here
	 */
	public OpenStreams(StreamSettings settings, ScheduledExecutorService scheduler, Executor delivery,
			Executor fallback) {
		this.settings = settings;
		this.delivery = delivery;
		this.fallback = fallback;
		Duration shortest = (settings.keepAlive().compareTo(settings.stallTimeout()) < 0) ? settings.keepAlive()
				: settings.stallTimeout();
		long tickNanos = Math.max(shortest.toNanos() / TICKS, TimeUnit.MILLISECONDS.toNanos(1));
		this.ticking = scheduler.scheduleWithFixedDelay(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * Takes a place for a stream.
	 * @return the stream, or null if there is no place
	 */
	@Nullable StreamEmitter tryOpen(FrameSource source) {
		int max = this.settings.maxStreams();
		if (this.count.getAndUpdate((open) -> Math.min(open + 1, max)) == max) {
			return null;
		}
		StreamEmitter stream = new StreamEmitter(source, this, this.fallback);
		this.streams.add(stream);
		return stream;
	}

	void remove(StreamEmitter stream) {
		if (this.streams.remove(stream) && this.count.decrementAndGet() == 0) {
			synchronized (this) {
				notifyAll();
			}
		}
	}

	private void tick() {
		long now = System.nanoTime();
		long stall = this.settings.stallTimeout().toNanos();
		List<StreamEmitter> idle = new ArrayList<>();
		List<StreamEmitter> stalled = new ArrayList<>();
		for (StreamEmitter stream : this.streams) {
			if (stream.isStalledFor(stall, now)) {
				stalled.add(stream);
			}
			else if (stream.isIdleFor(keepAliveNanos(stream), now)) {
				idle.add(stream);
			}
		}
		if (!idle.isEmpty() || !stalled.isEmpty()) {
			this.delivery.execute(() -> {
				idle.forEach(StreamEmitter::keepAlive);
				stalled.forEach(StreamEmitter::letGo);
			});
		}
	}

	/**
	 * Streams that were written to together are not all due together: each has its own
	 * place between 75 and 95 % of the interval, so that with the ticks none exceeds it.
	 */
	private long keepAliveNanos(StreamEmitter stream) {
		int spread = Math.floorMod(System.identityHashCode(stream), 21);
		return this.settings.keepAlive().toNanos() / 100 * (75 + spread);
	}

	ContentCachingCheck contentCaching() {
		return this.contentCaching;
	}

	/**
	 * What has happened on all streams so far.
	 * @return live counters
	 */
	public StreamCounters statistics() {
		return this.counters;
	}

	/**
	 * How many streams are open.
	 * @return the number
	 */
	public int size() {
		return this.count.get();
	}

	boolean isRefusing() {
		return this.refusing;
	}

	/**
	 * Sends new streams away, or accepts them again.
	 * @param refuse whether to refuse
	 */
	public void refuse(boolean refuse) {
		this.refusing = refuse;
	}

	/**
	 * Waits until no stream is open.
	 * @param limit how long
	 * @return {@code false} if some are still open
	 * @throws InterruptedException if the calling thread is interrupted meanwhile
	 */
	public synchronized boolean awaitNone(Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (this.count.get() > 0) {
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, left);
		}
		return true;
	}

	/**
	 * Lets all clients go, whatever they have not taken yet.
	 */
	public void letGoAll() {
		this.streams.forEach(StreamEmitter::letGo);
	}

	@Override
	public void close() {
		this.ticking.cancel(false);
	}

}
