package dev.taskstream.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Keeps what it is given until the test runs it, on the test's own thread.
 */
public final class ManualExecutor implements Executor {

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	@Override
	public void execute(Runnable work) {
		this.waiting.add(work);
	}

	public int waiting() {
		return this.waiting.size();
	}

	/**
	 * Runs what waits, and what that adds.
	 */
	public void runAll() {
		for (Runnable work = this.waiting.poll(); work != null; work = this.waiting.poll()) {
			work.run();
		}
	}

}
