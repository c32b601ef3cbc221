package dev.taskstream.redis;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.taskstream.TaskUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Utility methods to wait for answers.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * Wait for an answer.
	 * @throws TaskUnavailableException if the connection is closed or the calling thread
	 * is interrupted meanwhile
	 */
	static <T extends @Nullable Object> T get(CompletionStage<T> answer, Duration limit)
			throws ExecutionException, TimeoutException {
		try {
			return answer.toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable("Interrupted while waiting for an answer", ex);
		}
		catch (CancellationException ex) {
			throw unavailable("The connection to Redis is closed", ex);
		}
	}

	static TaskUnavailableException unavailable(String message, Exception cause) {
		TaskUnavailableException exception = new TaskUnavailableException(message);
		exception.initCause(cause);
		return exception;
	}

}
