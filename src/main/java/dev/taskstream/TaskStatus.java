package dev.taskstream;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a task is in its life:
 * {@code PENDING -> RUNNING -> COMPLETED | FAILED | CANCELLED | TIMED_OUT}, and
 * {@code PENDING -> CANCELLED}. The last four are final, and the first of them to be
 * reached stays.
 */
public enum TaskStatus {

	/**
	 * Accepted, waiting for a worker.
	 */
	PENDING,

	/**
	 * Being executed.
	 */
	RUNNING,

	/**
	 * Returned normally, and its result was written.
	 */
	COMPLETED,

	/**
	 * Threw an exception, or its result could not be written.
	 */
	FAILED,

	/**
	 * Ended from outside, by a caller or because the service stopped.
	 */
	CANCELLED,

	/**
	 * Took longer than its limit.
	 */
	TIMED_OUT;

	/**
	 * Whether nothing can follow.
	 * @return {@code true} for the four ends
	 */
	public boolean isFinal() {
		return this != PENDING && this != RUNNING;
	}

	/**
	 * Unlike a plain constant, this is written as it is by a mapper that writes constants
	 * in lower case or as numbers.
	 */
	@JsonValue
	String json() {
		return name();
	}

}
