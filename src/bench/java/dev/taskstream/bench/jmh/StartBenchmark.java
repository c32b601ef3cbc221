package dev.taskstream.bench.jmh;

import java.util.concurrent.Semaphore;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Measures what it costs to run a task that reports once and returns. The starting thread
 * waits while too many are under way, so this is also the throughput of a service.
 */
public class StartBenchmark extends ServiceBenchmark {

	private static final int UNDER_WAY = 64;

	private final Semaphore places = new Semaphore(UNDER_WAY);

	private final BaseTask<Void, String> task = new BriefTask(this.places);

	private TaskService service;

	/** Open the service. */
	@Setup
	public void open() {
		this.service = openService();
	}

	/** Run one task, from its start to its end. */
	@Benchmark
	public TaskStartResponse start() {
		this.places.acquireUninterruptibly();
		return this.service.start(this.task);
	}

	private static final class BriefTask extends BaseTask<Void, String> {

		private final Semaphore places;

		BriefTask(Semaphore places) {
			this.places = places;
		}

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			progress.report("Done", 1.0);
			this.places.release();
			return "done";
		}

	}

}
