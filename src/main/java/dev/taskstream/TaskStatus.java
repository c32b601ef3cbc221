package dev.taskstream;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The status of a task:
 * {@code PENDING -> RUNNING -> COMPLETED | FAILED | CANCELLED | TIMED_OUT}, and
 * {@code PENDING -> CANCELLED}. The last four are final: once one of them is reached, the
 * status does not change.
 */
public enum TaskStatus {

	/**
	 * The task has been accepted and waits for a worker.
	 */
	PENDING,

	/**
	 * The task is being executed.
	 */
	RUNNING,

	/**
	 * The task has returned normally, and its result has been written.
	 */
	COMPLETED,

	/**
	 * The task has thrown an exception, or its result could not be written.
	 */
	FAILED,

	/**
	 * The task was ended from outside, by a caller or because the service stopped.
	 */
	CANCELLED,

	/**
	 * The task has exceeded a time limit.
	 */
	TIMED_OUT;

	/**
	 * Whether no other status can follow.
	 * @return {@code true} for the last four
	 */
	public boolean isFinal() {
		return this != PENDING && this != RUNNING;
	}

	/**
	 * Return the value in JSON. Without this method, a mapper can be configured to write
	 * constants in lower case or as numbers.
	 */
	@JsonValue
	String json() {
		return name();
	}

}
