package dev.taskstream.browser;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import dev.taskstream.TaskStartResponse;
import org.jspecify.annotations.Nullable;

/**
 * A task that does what the test says, line by line.
 */
final class Actor extends BaseTask<Void, Object> {

	private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

	private final @Nullable Duration timeout;

	private volatile @Nullable TaskStartResponse response;

	// Of the worker

	private boolean over;

	private @Nullable Object result;

	Actor() {
		this(null);
	}

	Actor(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	@Override
	protected @Nullable Object execute(Void none, ProgressHandle progress) throws InterruptedException {
		while (!this.over) {
			this.lines.take().speak(progress);
		}
		return this.result;
	}

	@Override
	protected @Nullable Duration timeout() {
		return this.timeout;
	}

	void started(TaskStartResponse started) {
		this.response = started;
	}

	private TaskStartResponse response() {
		TaskStartResponse started = this.response;
		if (started == null) {
			throw new IllegalStateException("Not on stage yet");
		}
		return started;
	}

	UUID taskId() {
		return response().taskId();
	}

	String streamUrl() {
		return response().streamUrl();
	}

	void says(String text) {
		this.lines.add((progress) -> progress.report(text));
	}

	void says(String text, double value) {
		this.lines.add((progress) -> progress.report(text, value));
	}

	void saysPerSecond(int rate, int number) {
		this.lines.add((progress) -> {
			long begin = System.nanoTime();
			for (int i = 1; i <= number; i++) {
				LockSupport.parkNanos(begin + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
				progress.report("Event " + i, (double) i / number);
			}
		});
	}

	void completes(@Nullable Object value) {
		this.lines.add((progress) -> {
			this.result = value;
			this.over = true;
		});
	}

	void fails(String code, String message) {
		this.lines.add((progress) -> {
			throw new TaskException(code, message);
		});
	}

	private interface Line {

		void speak(ProgressHandle progress) throws InterruptedException;

	}

}
