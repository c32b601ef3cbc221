package dev.taskstream.scenario;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import dev.taskstream.sse.StreamCounters;

import static org.awaitility.Awaitility.await;

/**
 * A task that does what a test tells it, step by step. One object per run.
 */
class Puppet extends BaseTask<Void, Object> {

	private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

	private Duration timeout;

	@Override
	protected Object execute(Void nothing, ProgressHandle progress) throws Exception {
		Object[] result = null;
		while (result == null) {
			result = this.steps.take().run(progress);
		}
		return result[0];
	}

	@Override
	protected Duration timeout() {
		return this.timeout;
	}

	Puppet timesOutAfter(Duration limit) {
		this.timeout = limit;
		return this;
	}

	Puppet reports(String text, double value) {
		return does((progress) -> progress.report(text, value));
	}

	Puppet reports(String text) {
		return does((progress) -> progress.report(text));
	}

	Puppet completes(Object result) {
		this.steps.add((progress) -> new Object[] { result });
		return this;
	}

	Puppet fails(String code, String message) {
		return does((progress) -> {
			throw new TaskException(code, message);
		});
	}

	Puppet does(Action action) {
		this.steps.add((progress) -> {
			action.run(progress);
			return null;
		});
		return this;
	}

	/**
	 * Reports a text again and again until the only stream takes no more of it.
	 */
	void reportsUntilNothingIsTaken(String text, StreamCounters counters) {
		await().until(() -> {
			long before = counters.eventsDelivered();
			floods(10, text);
			return counters.eventsDelivered() == before;
		});
	}

	/**
	 * Reports the same text many times, each time waiting until the report returned.
	 */
	void floods(int reports, String text) throws InterruptedException {
		for (int i = 0; i < reports; i++) {
			CountDownLatch returned = new CountDownLatch(1);
			reports(text).does((progress) -> returned.countDown());
			returned.await();
		}
	}

	interface Action {

		void run(ProgressHandle progress) throws Exception;

	}

	/** What to do next, and the result in an array where that is the end. */
	private interface Step {

		Object[] run(ProgressHandle progress) throws Exception;

	}

}
