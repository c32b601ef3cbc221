package dev.taskstream.actuate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.TaskListener;

/**
 * A {@link TaskListener} that counts the tasks that ended in each of the last sixty
 * minutes, and all rejections.
 */
final class TaskTally implements TaskListener {

	/*
	 * `counts` and `minute` are guarded by this. The last count of each status belongs to
	 * `minute`.
	 */

	private static final int MINUTES = 60;

	private final LongSupplier nanoTime;

	private final Map<TaskStatus, int[]> counts = new EnumMap<>(TaskStatus.class);

	private long minute;

	private final LongAdder rejections = new LongAdder();

	/**
	 * Create a tally without tasks.
	 * @param nanoTime a monotonic clock such as {@link System#nanoTime}
	 */
	TaskTally(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.minute = currentMinute();
	}

	private long currentMinute() {
		return Math.floorDiv(this.nanoTime.getAsLong(), TimeUnit.MINUTES.toNanos(1));
	}

	@Override
	public synchronized void ended(TaskInfo task) {
		advance();
		row(task.status())[MINUTES - 1]++;
	}

	@Override
	public void rejected() {
		this.rejections.increment();
	}

	long rejections() {
		return this.rejections.sum();
	}

	/**
	 * Return the counts of the tasks that ended with a status.
	 * @return sixty counts, the current minute's last
	 */
	synchronized List<Integer> of(TaskStatus status) {
		advance();
		return Arrays.stream(row(status)).boxed().toList();
	}

	private int[] row(TaskStatus status) {
		return this.counts.computeIfAbsent(status, (none) -> new int[MINUTES]);
	}

	private void advance() {
		long now = currentMinute();
		int passed = (int) Math.min(now - this.minute, MINUTES);
		this.minute = now;
		for (int[] row : this.counts.values()) {
			System.arraycopy(row, passed, row, 0, MINUTES - passed);
			Arrays.fill(row, MINUTES - passed, MINUTES, 0);
		}
	}

}
