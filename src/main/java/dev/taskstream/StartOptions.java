package dev.taskstream;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Options for one start of a task. Instances are immutable: each method returns a copy
 * with one more option.
 */
public final class StartOptions {

	private static final StartOptions NONE = new StartOptions(null, false, null, null);

	private final @Nullable String key;

	private final boolean afterCommit;

	private final @Nullable String owner;

	private final @Nullable Duration retention;

	private StartOptions(@Nullable String key, boolean afterCommit, @Nullable String owner,
			@Nullable Duration retention) {
		this.key = key;
		this.afterCommit = afterCommit;
		this.owner = owner;
		this.retention = retention;
	}

	/**
	 * Create options that change nothing.
	 * @return options without any part
	 */
	public static StartOptions create() {
		return NONE;
	}

	/**
	 * Start the task only if no task with the same class, owner and key is pending or
	 * running. Otherwise nothing is started, and the start returns the id and the URL of
	 * that task. Tasks made by {@link BaseTask#of} have the same class if they have the
	 * same name.
	 * @param key identifies the work, for example {@code import-42}
	 * @return options with the key
	 */
	public StartOptions key(String key) {
		Objects.requireNonNull(key, "key must not be null");
		return new StartOptions(key, this.afterCommit, this.owner, this.retention);
	}

	/**
	 * Execute the task once the transaction of the calling thread has committed. The task
	 * is accepted immediately. If the transaction is rolled back, or its outcome is
	 * unknown, the task is never executed and ends as {@link TaskStatus#CANCELLED} with
	 * the code {@code rolled_back}. Has no effect without a transaction.
	 * @return options that defer the execution
	 */
	public StartOptions afterCommit() {
		return new StartOptions(this.key, true, this.owner, this.retention);
	}

	/**
	 * Start the task for a given owner instead of the principal of the request.
	 * @param owner the name of the principal that may access the task
	 * @return options with the owner
	 */
	public StartOptions owner(String owner) {
		Objects.requireNonNull(owner, "owner must not be null");
		return new StartOptions(this.key, this.afterCommit, owner, this.retention);
	}

	/**
	 * Keep the finished task for a given time instead of {@code taskstream.retention}.
	 * The limits on the number and size of finished tasks apply nevertheless.
	 * @param retention how long to keep it, more than zero
	 * @return options with the retention
	 * @throws IllegalArgumentException if the time is zero or negative
	 */
	public StartOptions retention(Duration retention) {
		if (retention.isNegative() || retention.isZero()) {
			throw new IllegalArgumentException("retention must be more than zero, but is " + retention);
		}
		return new StartOptions(this.key, this.afterCommit, this.owner, retention);
	}

	/**
	 * Return the key.
	 * @return the key, or {@code null} for none
	 */
	public @Nullable String key() {
		return this.key;
	}

	/**
	 * Whether the execution waits for the calling thread's transaction.
	 * @return {@code true} after {@link #afterCommit()}
	 */
	public boolean isAfterCommit() {
		return this.afterCommit;
	}

	/**
	 * Return the owner.
	 * @return the owner, or {@code null} for the principal of the request
	 */
	public @Nullable String owner() {
		return this.owner;
	}

	/**
	 * Return the retention.
	 * @return the retention, or {@code null} for the configured one
	 */
	public @Nullable Duration retention() {
		return this.retention;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StartOptions options && Objects.equals(this.key, options.key)
				&& this.afterCommit == options.afterCommit && Objects.equals(this.owner, options.owner)
				&& Objects.equals(this.retention, options.retention);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.key, this.afterCommit, this.owner, this.retention);
	}

	@Override
	public String toString() {
		return "StartOptions[key=" + this.key + ", afterCommit=" + this.afterCommit + ", owner=" + this.owner
				+ ", retention=" + this.retention + "]";
	}

}
