package dev.taskstream.bench.jmh;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskSubscription;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Measures what a report costs the task. With watchers it reports flat out, while the
 * delivery threads empty every subscription as fast as they can.
 */
public class ReportBenchmark extends ServiceBenchmark {

	/** How many subscriptions are open. */
	@Param({ "0", "1000" })
	public int watchers;

	private ProgressHandle progress;

	/** Start the task. */
	@Setup
	public void start() throws InterruptedException {
		TaskService service = openService();
		LendingTask task = new LendingTask();
		TaskLog log = service.log(service.start(task).taskId()).orElseThrow();
		this.progress = task.handles.take();
		for (int i = 0; i < this.watchers; i++) {
			Watcher watcher = new Watcher();
			watcher.subscription = log.subscribe(0, watcher::drain);
		}
	}

	/** Report a text and a value. */
	@Benchmark
	public void textAndValue() {
		this.progress.report("Row 40 of 100", 0.4);
	}

	/** Report a value. */
	@Benchmark
	public void value() {
		this.progress.report(0.4);
	}

	/** A task that lends its handle and runs until it is interrupted. */
	private static final class LendingTask extends BaseTask<Void, Void> {

		private final SynchronousQueue<ProgressHandle> handles = new SynchronousQueue<>();

		@Override
		protected Void execute(Void params, ProgressHandle progress) throws InterruptedException {
			this.handles.put(progress);
			new CountDownLatch(1).await();
			return null;
		}

	}

	private static final class Watcher {

		private TaskSubscription subscription;

		private long taken;

		void drain() {
			while (this.subscription.next() != null) {
				this.taken++;
			}
		}

	}

}
