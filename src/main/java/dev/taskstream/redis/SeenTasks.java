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
	private final Map<UUID, Seen> tasks = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<UUID, Seen> eldest) {
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
				this.tasks.put(task.id(), new Seen(task.withoutEvents(), System.nanoTime()));
			}
		}
		return task;
	}

	/**
	 * Return a task as it was found last, or {@code null} if it was not, or had ended.
	 * @param before the {@link System#nanoTime()} until which it must have been found
	 */
	@Nullable StoredTask find(UUID taskId, long before) {
		synchronized (this.tasks) {
			Seen seen = this.tasks.get(taskId);
			return (seen != null && seen.nanos - before < 0) ? seen.task : null;
		}
	}

	/**
	 * A task and when it was found.
	 */
	private record Seen(StoredTask task, long nanos) {

	}

}
