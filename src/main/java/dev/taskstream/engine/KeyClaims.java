package dev.taskstream.engine;

import java.util.UUID;

/**
 * The claims on keys that this engine shares with others. Claims are advisory: an engine
 * checks its own runs besides. Implementations may be called from any thread and must not
 * throw.
 */
public interface KeyClaims {

	/** Claims of an engine that shares its keys with no other. */
	KeyClaims UNSHARED = new KeyClaims() {

		@Override
		public UUID claim(RunKey key, UUID taskId) {
			return taskId;
		}

		@Override
		public void release(RunKey key, UUID taskId) {
		}

	};

	/**
	 * Claim a key for a task that is about to be accepted.
	 * @param key the key
	 * @param taskId the task's id
	 * @return the id of the active task that has the key: the given one if the claim
	 * succeeded
	 */
	UUID claim(RunKey key, UUID taskId);

	/**
	 * Release a key when its task has ended or was not accepted after all. Has no effect
	 * if another task has the key.
	 * @param key the key
	 * @param taskId the task's id
	 */
	void release(RunKey key, UUID taskId);

}
