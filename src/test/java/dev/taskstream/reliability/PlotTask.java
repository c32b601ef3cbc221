package dev.taskstream.reliability;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A task that plays its part. Its n-th report says so, so that a reader knows what every
 * event has to say.
 */
final class PlotTask extends BaseTask<Void, String> {

	private static final int PATIENCE_SECONDS = 60;

	private final Plot.Part part;

	private final Map<Integer, CountDownLatch> milestones = new ConcurrentHashMap<>();

	private volatile int reported;

	PlotTask(Plot.Part part) {
		this.part = part;
	}

	Plot.Part part() {
		return this.part;
	}

	@Override
	protected Duration timeout() {
		return this.part.timeout();
	}

	@Override
	protected String execute(Void nothing, ProgressHandle progress) {
		boolean endsFromOutside = this.part.goal() != Plot.Goal.COMPLETES && this.part.goal() != Plot.Goal.FAILS;
		for (int i = 1; i <= this.part.reports() || endsFromOutside; i++) {
			progress.report(text(i));
			this.reported = i;
			CountDownLatch reached = this.milestones.get(i);
			if (reached != null) {
				reached.countDown();
			}
			if (this.part.pauseMicros() > 0) {
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(i * 31L % this.part.pauseMicros()));
			}
		}
		if (this.part.goal() == Plot.Goal.FAILS) {
			throw new TaskException("plot_failed", "as planned");
		}
		return "done";
	}

	/**
	 * What the n-th report says: the event with the number n + 1.
	 */
	String text(int n) {
		return n + " " + "é<".repeat(this.part.length() / 2);
	}

	/**
	 * Waits until the task has reported so many times, or until it does so no more.
	 */
	void awaitReport(int n, BooleanSupplier ended) throws InterruptedException {
		CountDownLatch reached = this.milestones.computeIfAbsent(n, (number) -> new CountDownLatch(1));
		long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (this.reported < n && !ended.getAsBoolean()) {
			assertThat(System.nanoTime()).as("a report or the end came").isLessThan(patience);
			reached.await(5, TimeUnit.MILLISECONDS);
		}
	}

}
