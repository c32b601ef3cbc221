package dev.taskstream.test;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the stream of a task, opened by {@link TaskStreamClient}. Confined to
 * one thread.
 */
public final class TaskStream implements AutoCloseable {

	private static final int OK = 200;

	private static final int NO_CONTENT = 204;

	private final StreamLines lines;

	private final Duration timeout;

	private final EventReader reader = new EventReader();

	private final List<LoggedEvent> seen = new ArrayList<>();

	private final boolean nothingMore;

	TaskStream(URI uri, StreamLines lines, Duration timeout) {
		this.lines = lines;
		this.timeout = timeout;
		int status = lines.awaitStatus(timeout);
		this.nothingMore = status == NO_CONTENT;
		if (status != OK && status != NO_CONTENT) {
			throw new IllegalStateException("GET " + uri + " was answered with " + status + ": " + rest());
		}
	}

	private String rest() {
		StringBuilder rest = new StringBuilder();
		for (String line = this.lines.take(this.timeout); line != null; line = this.lines.take(this.timeout)) {
			rest.append(line);
		}
		return rest.toString();
	}

	/**
	 * Wait for the next event.
	 * @return the event, or {@code null} once the server has closed the stream
	 * @throws IllegalStateException if none comes within the client's timeout
	 * @throws java.io.UncheckedIOException if the connection broke
	 */
	public @Nullable LoggedEvent next() {
		return next(System.nanoTime() + this.timeout.toNanos());
	}

	@Nullable LoggedEvent next(long deadlineNanos) {
		for (String line = takeBy(deadlineNanos); line != null; line = takeBy(deadlineNanos)) {
			LoggedEvent event = this.reader.read(line);
			if (event != null) {
				this.seen.add(event);
				return event;
			}
		}
		return null;
	}

	private @Nullable String takeBy(long deadlineNanos) {
		return this.lines.take(Duration.ofNanos(deadlineNanos - System.nanoTime()));
	}

	/**
	 * Whether a client must not reconnect: the end was received on this connection, or
	 * the server answered that it had been received before.
	 * @return {@code true} if there will be no further event
	 */
	public boolean isFinished() {
		return this.nothingMore || seen().status().isFinal();
	}

	/**
	 * Return the events that were received on this connection so far.
	 * @return the story from the first event on this connection
	 */
	public TaskStory seen() {
		return new TaskStory(this.seen);
	}

	/**
	 * Disconnect, like a browser that closes its page.
	 */
	@Override
	public void close() {
		this.lines.close();
	}

}
