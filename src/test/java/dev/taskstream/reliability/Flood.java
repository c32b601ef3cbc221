package dev.taskstream.reliability;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;

/**
 * A task that reports long texts until it is ended from outside.
 */
final class Flood extends BaseTask<Void, Void> {

	private static final String TEXT = "x".repeat(16_000);

	@Override
	protected Void execute(Void nothing, ProgressHandle progress) {
		while (true) {
			progress.report(TEXT);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

}
