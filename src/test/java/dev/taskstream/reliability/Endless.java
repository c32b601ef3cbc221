package dev.taskstream.reliability;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;

/**
 * A task that reports until it is ended, so much that the sockets of those who do not
 * read are soon full.
 */
final class Endless extends BaseTask<Void, Void> {

	@Override
	protected Void execute(Void nothing, ProgressHandle progress) {
		while (true) {
			progress.report("x".repeat(2_000));
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
		}
	}

}
