package dev.taskstream;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Exception that fails a task with a code and a message for its clients.
 */
public class TaskException extends RuntimeException {

	private final String code;

	/**
	 * Create an exception.
	 * @param code a stable code for programs, for example {@code file_not_readable}
	 * @param message a sentence for users
	 */
	public TaskException(String code, String message) {
		this(code, message, null);
	}

	/**
	 * Create an exception with a cause, which is not exposed to clients.
	 * @param code a stable code for programs
	 * @param message a sentence for users
	 * @param cause the cause, or {@code null}
	 */
	public TaskException(String code, String message, @Nullable Throwable cause) {
		super(Objects.requireNonNull(message, "message must not be null"), cause);
		this.code = Objects.requireNonNull(code, "code must not be null");
	}

	/**
	 * Return the code that clients get.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

}
