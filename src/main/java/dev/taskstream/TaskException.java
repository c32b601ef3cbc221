package dev.taskstream;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Fails a task with a code and a message that are meant for its watchers.
 */
public class TaskException extends RuntimeException {

	private final String code;

	/**
	 * A failure.
	 * @param code a stable code for programs, for example {@code file_not_readable}
	 * @param message one sentence for people
	 */
	public TaskException(String code, String message) {
		this(code, message, null);
	}

	/**
	 * A failure with a cause, which is logged but never shown to a client.
	 * @param code a stable code for programs
	 * @param message one sentence for people
	 * @param cause the cause, or {@code null}
	 */
	public TaskException(String code, String message, @Nullable Throwable cause) {
		super(Objects.requireNonNull(message, "message must not be null"), cause);
		this.code = Objects.requireNonNull(code, "code must not be null");
	}

	/**
	 * The code that watchers get.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

}
