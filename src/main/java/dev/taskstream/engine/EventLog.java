package dev.taskstream.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The story of one run.
 */
/*-
 * The log is the only record of a task's state: its last event is the state. Two threads
 * that race to end a task race for one thing, the right to append the final event, and
 * the append tells the loser.
 *
 *   (empty) -> started -> progress* -> completed | failed
 *         \------------------------------------> failed      cancelled while queued
 *
 * The history is the lock: appends hold it, and so do looks at the history; readers that
 * follow the list do not. `end` is written under the lock and read anywhere.
 */
final class EventLog {

	private final UUID taskId;

	private final Clock clock;

	private final EventSequence sequence;

	private final EventHistory history;

	private volatile @Nullable TaskEvent end;

	EventLog(UUID taskId, Clock clock, EventSequence sequence, int history) {
		this.taskId = taskId;
		this.clock = clock;
		this.sequence = sequence;
		this.history = new EventHistory(history);
	}

	/**
	 * Appends the start, unless the run has ended.
	 */
	boolean start(String name) {
		synchronized (this.history) {
			if (this.end != null) {
				return false;
			}
			append(new TaskStarted(this.taskId, nextTime(), name), EventWeight.of(name));
			return true;
		}
	}

	/**
	 * Appends progress, unless the run has ended. What is null stays as it was.
	 */
	boolean progress(@Nullable String text, @Nullable Double value) {
		int weight = (text != null) ? EventWeight.of(text) : EventWeight.FIXED;
		synchronized (this.history) {
			if (this.end != null) {
				return false;
			}
			EventNode.Progress before = this.history.newestProgress();
			if (before == null) {
				append(weight, text, value);
			}
			else {
				append((text != null) ? weight : before.weight, (text != null) ? text : before.text(),
						(value != null) ? value : before.value());
			}
			return true;
		}
	}

	private void append(int weight, @Nullable String text, @Nullable Double value) {
		this.history.append(
				new EventNode.Progress(nextId(), this.sequence.next(), weight, this.taskId, nextMicros(), text, value));
	}

	/**
	 * Appends the end. Of all calls for one log, exactly one returns true.
	 */
	boolean end(Ending ending) {
		synchronized (this.history) {
			if (this.end != null) {
				return false;
			}
			TaskEvent event = ending.at(this.taskId, nextTime());
			append(event, (event instanceof TaskCompleted completed && completed.result() != null)
					? EventWeight.of(completed.result()) : EventWeight.FIXED);
			this.end = event;
			this.history.notifyAll();
			return true;
		}
	}

	/**
	 * Appends the end, unless the run has started.
	 */
	boolean endIfPending(Ending ending) {
		synchronized (this.history) {
			return !isStarted() && end(ending);
		}
	}

	/**
	 * Appends the end, if nothing was appended after the given time.
	 */
	boolean endIfQuietSince(Instant time, Ending ending) {
		synchronized (this.history) {
			return !newestAt().isAfter(time) && end(ending);
		}
	}

	/**
	 * When the newest event was appended. There must be one.
	 */
	Instant newestAt() {
		synchronized (this.history) {
			return EventNode.instant(Objects.requireNonNull(this.history.newest(), "no event yet").micros());
		}
	}

	/**
	 * The time now, in the microseconds that events carry.
	 */
	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private Instant nextTime() {
		return EventNode.instant(nextMicros());
	}

	/**
	 * The time of the next event. A clock that is put back does not turn the story
	 * around: readers may go by its timestamps. Events of one microsecond share theirs.
	 */
	private long nextMicros() {
		long now = EventNode.micros(this.clock.instant());
		EventNode before = this.history.newest();
		return (before != null) ? Math.max(now, before.micros()) : now;
	}

	private void append(TaskEvent event, int weight) {
		this.history.append(new EventNode.Boundary(nextId(), this.sequence.next(), weight, event));
	}

	private long nextId() {
		return lastEventId() + 1;
	}

	/**
	 * Cuts the log down to the start, the newest progress and the end.
	 */
	void trim() {
		synchronized (this.history) {
			this.history.trim();
		}
	}

	/**
	 * The first event kept after the one with the given number.
	 */
	@Nullable EventNode firstAfter(long id) {
		synchronized (this.history) {
			return this.history.firstAfter(id);
		}
	}

	/**
	 * The newest event up to a number that counts the events of all tasks.
	 * @return its id, or 0
	 */
	long eventIdAt(long number) {
		synchronized (this.history) {
			return this.history.eventIdAt(number);
		}
	}

	/**
	 * The number of the newest event of any log.
	 */
	long lastSequence() {
		return this.sequence.last();
	}

	/**
	 * Waits for an append that is under way in another thread.
	 */
	void awaitAppend() {
		lastEventId();
	}

	long lastEventId() {
		synchronized (this.history) {
			EventNode newest = this.history.newest();
			return (newest != null) ? newest.id() : 0;
		}
	}

	boolean isEnded() {
		return this.end != null;
	}

	@Nullable Instant endedAt() {
		TaskEvent event = this.end;
		return (event != null) ? event.timestamp() : null;
	}

	boolean isStarted() {
		synchronized (this.history) {
			return this.history.started() != null;
		}
	}

	/**
	 * Waits for the end.
	 * @return false if the time was over before
	 */
	boolean awaitEnd(Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		synchronized (this.history) {
			while (this.end == null) {
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				TimeUnit.NANOSECONDS.timedWait(this.history, left);
			}
			return true;
		}
	}

	TaskInfo info(String name, Instant createdAt) {
		synchronized (this.history) {
			EventNode.Progress progress = this.history.newestProgress();
			EventNode started = this.history.started();
			TaskEvent last = this.end;
			return new TaskInfo(this.taskId, name, status(), (progress != null) ? progress.text() : null,
					(progress != null) ? progress.value() : null, createdAt,
					(started != null) ? started.event().timestamp() : null, (last != null) ? last.timestamp() : null,
					(last instanceof TaskCompleted completed) ? completed.result() : null,
					(last instanceof TaskFailed failed) ? failed.error() : null);
		}
	}

	private TaskStatus status() {
		if (this.end instanceof TaskFailed failed) {
			return failed.status();
		}
		if (this.end != null) {
			return TaskStatus.COMPLETED;
		}
		return isStarted() ? TaskStatus.RUNNING : TaskStatus.PENDING;
	}

	/**
	 * Makes the final event at the moment it is appended.
	 */
	@FunctionalInterface
	interface Ending {

		TaskEvent at(UUID taskId, Instant timestamp);

	}

}
