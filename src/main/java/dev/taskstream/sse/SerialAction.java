package dev.taskstream.sse;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An action that runs on one thread at a time, and again if it was requested meanwhile.
 */
final class SerialAction {

	/*
	 * `requests` counts the requests since the action was last idle. The request that
	 * raises it from 0 submits the action, which runs until there is no new request. The
	 * counter is the happens-before edge from one run to the next.
	 */

	private final AtomicInteger requests = new AtomicInteger();

	private final Body body;

	private final Consumer<Throwable> onFailure;

	/**
	 * Create an action.
	 * @param onFailure called with what the body throws, including an {@code Error}; the
	 * action is not run again for earlier requests
	 */
	SerialAction(Body body, Consumer<Throwable> onFailure) {
		this.body = body;
		this.onFailure = onFailure;
	}

	/**
	 * Run the action on the given executor, or once more on the thread that is running it
	 * now.
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
	 * The body of an action.
	 */
	@FunctionalInterface
	interface Body {

		void run() throws Exception;

	}

}
