package dev.taskstream.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.taskstream.test.SettableClock;

/**
 * A scheduler whose time passes when the test says so, together with its clock's. What is
 * due runs on the test's own thread.
 */
public class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

	private final SettableClock clock;

	private final List<Timed> timed = new CopyOnWriteArrayList<>();

	private volatile long now;

	public ManualScheduler(SettableClock clock) {
		this.clock = clock;
	}

	/**
	 * Lets time pass and runs what becomes due, in order.
	 */
	public void advance(Duration time) {
		long target = this.now + time.toNanos();
		for (Timed next = nextUntil(target); next != null; next = nextUntil(target)) {
			moveTo(next.due);
			next.runOnce();
		}
		moveTo(target);
	}

	private Timed nextUntil(long target) {
		this.timed.removeIf(FutureTask::isDone);
		return this.timed.stream()
			.filter((candidate) -> candidate.due <= target)
			.min(Comparator.comparingLong((candidate) -> candidate.due))
			.orElse(null);
	}

	private void moveTo(long time) {
		this.clock.advance(Duration.ofNanos(time - this.now));
		this.now = time;
	}

	/**
	 * How many things that happen once are still to happen.
	 */
	public long pending() {
		return this.timed.stream().filter((candidate) -> !candidate.isDone() && candidate.period == 0).count();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return add(new Timed(command, unit.toNanos(delay), 0));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		return add(new Timed(command, unit.toNanos(initialDelay), unit.toNanos(delay)));
	}

	private Timed add(Timed added) {
		this.timed.add(added);
		return added;
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void execute(Runnable command) {
		schedule(command, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public void shutdown() {
	}

	@Override
	public List<Runnable> shutdownNow() {
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return false;
	}

	@Override
	public boolean isTerminated() {
		return false;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return false;
	}

	private final class Timed extends FutureTask<Void> implements ScheduledFuture<Void> {

		private final long period;

		private volatile long due;

		Timed(Runnable command, long delay, long period) {
			super(command, null);
			this.due = ManualScheduler.this.now + delay;
			this.period = period;
		}

		private void runOnce() {
			if (this.period == 0) {
				run();
			}
			else if (runAndReset()) {
				this.due += this.period;
			}
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.due - ManualScheduler.this.now, TimeUnit.NANOSECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

	}

}
