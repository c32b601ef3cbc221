package dev.taskstream.engine;

import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * A {@link FutureTask} that keeps the exception of its work. Confined to the worker,
 * except for its cancellation.
 */
final class PoolWork extends FutureTask<@Nullable Void> {

	private @Nullable Throwable escaped;

	PoolWork(Runnable work) {
		super(work, null);
	}

	@Override
	protected void setException(Throwable ex) {
		this.escaped = ex;
		super.setException(ex);
	}

	/**
	 * Return the exception that escaped the work, or {@code null} if none did.
	 */
	@Nullable Throwable escaped() {
		return this.escaped;
	}

}
