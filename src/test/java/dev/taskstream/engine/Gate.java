package dev.taskstream.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A point that one thread reaches and another waits for.
 */
final class Gate {

	private static final int PATIENCE_SECONDS = 20;

	private final CountDownLatch latch = new CountDownLatch(1);

	void open() {
		this.latch.countDown();
	}

	boolean isOpen() {
		return this.latch.getCount() == 0;
	}

	/**
	 * Waits until the gate is open; gives up when interrupted.
	 */
	void pass() throws InterruptedException {
		assertThat(this.latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the gate opened").isTrue();
	}

	/**
	 * Waits until the gate is open, as code does that ignores its interrupt.
	 */
	void passStubbornly() {
		boolean passed = false;
		while (!passed) {
			try {
				pass();
				passed = true;
			}
			catch (InterruptedException ex) {
				continue;
			}
		}
	}

}
