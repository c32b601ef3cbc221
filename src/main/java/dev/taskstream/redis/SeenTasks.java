package dev.taskstream.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The active tasks of other nodes that were found lately, without their events. May be
 * used by any thread.
 */
final class SeenTasks {

	private static final int LIMIT = 10_000;

	// Guarded by itself
	private final Map<UUID, StoredTask> tasks = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<UUID, StoredTask> eldest) {
			return size() > LIMIT;
		}

	};

	/**
	 * Note how a task was found.
	 * @return the task
	 */
	StoredTask note(StoredTask task) {
		synchronized (this.tasks) {
			if (task.isEnded()) {
				this.tasks.remove(task.id());
			}
			else {
				this.tasks.put(task.id(), task.withoutEvents());
			}
		}
		return task;
	}

	/**
	 * Return a task as it was found last, or {@code null} if it was not, or had ended.
	 */
	@Nullable StoredTask find(UUID taskId) {
		synchronized (this.tasks) {
			return this.tasks.get(taskId);
		}
	}

}
