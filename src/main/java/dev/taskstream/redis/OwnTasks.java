package dev.taskstream.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.taskstream.TaskLog;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of this node that are published, and the queue of those that have news. May
 * be used by any thread; one thread takes from the queue.
 */
final class OwnTasks {

	private final Map<UUID, OwnTask> tasks = new ConcurrentHashMap<>();

	private final Queue<OwnTask> queue = new ConcurrentLinkedQueue<>();

	private final Semaphore work = new Semaphore(0);

	OwnTask add(TaskLog log, Duration retention) {
		OwnTask task = new OwnTask(log, retention, this::enqueue);
		this.tasks.put(task.id(), task);
		task.markDirty();
		return task;
	}

	private void enqueue(OwnTask task) {
		this.queue.add(task);
		wakeUp();
	}

	@Nullable OwnTask find(UUID taskId) {
		return this.tasks.get(taskId);
	}

	void remove(OwnTask task) {
		this.tasks.remove(task.id());
	}

	Collection<OwnTask> all() {
		return this.tasks.values();
	}

	/**
	 * Let the thread that takes from the queue go on.
	 */
	void wakeUp() {
		if (this.work.availablePermits() == 0) {
			this.work.release();
		}
	}

	/**
	 * Wait until there may be something to do, or until a limit is over.
	 */
	void awaitWork(Duration limit) throws InterruptedException {
		if (this.work.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
			this.work.drainPermits();
		}
	}

	/**
	 * Take all tasks that are in the queue now.
	 */
	List<OwnTask> take() {
		List<OwnTask> taken = new ArrayList<>();
		OwnTask next = this.queue.poll();
		for (int left = this.tasks.size(); next != null; next = (left-- > 0) ? this.queue.poll() : null) {
			next.clearDirty();
			taken.add(next);
		}
		return taken;
	}

	/**
	 * Queue every task that has events which Redis does not have, whether or not it has
	 * been signalled.
	 */
	void queueAllBehind() {
		this.tasks.values().stream().filter((task) -> !task.isDone() && task.isBehind()).forEach(OwnTask::markDirty);
	}

	/**
	 * Return for how long the oldest events have been waiting.
	 */
	Duration lag() {
		OwnTask oldest = this.queue.peek();
		return (oldest != null) ? oldest.lag() : Duration.ZERO;
	}

	/**
	 * Return how many tasks have ended without Redis knowing.
	 */
	long waitingEnds() {
		return this.tasks.values()
			.stream()
			.filter((task) -> !task.isDone() && task.log().info().status().isFinal())
			.count();
	}

}
