package dev.taskstream.sse;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An action that runs on one thread at a time, and once more if it was requested
 * meanwhile.
 */
final class SerialAction {

	/*
	 * `requests` counts what has been requested since the action was last quiet. The
	 * thread that raises it from 0 runs the action, until no new request has come; the
	 * counter makes what that thread has done visible to the next.
	 */

	private final AtomicInteger requests = new AtomicInteger();

	private final Body body;

	private final Consumer<Throwable> onFailure;

	/**
	 * Create an action.
	 * @param onFailure called with whatever the body throws, an {@code Error} too, after
	 * which the action need not run again
	 */
	SerialAction(Body body, Consumer<Throwable> onFailure) {
		this.body = body;
		this.onFailure = onFailure;
	}

	/**
	 * Run the action on the given executor, or have the thread that is running it now run
	 * it again.
	 */
	void request(Executor executor) {
		if (this.requests.getAndIncrement() != 0) {
			return;
		}
		try {
			executor.execute(this::runUntilQuiet);
		}
		catch (Throwable ex) {
			giveUp(ex);
		}
	}

	private void runUntilQuiet() {
		try {
			int seen = 1;
			while (seen != 0) {
				this.body.run();
				seen = this.requests.addAndGet(-seen);
			}
		}
		catch (Throwable ex) {
			giveUp(ex);
		}
	}

	private void giveUp(Throwable ex) {
		try {
			this.onFailure.accept(ex);
		}
		finally {
			this.requests.set(0);
		}
	}

	/**
	 * What the action does.
	 */
	@FunctionalInterface
	interface Body {

		void run() throws Exception;

	}

}
