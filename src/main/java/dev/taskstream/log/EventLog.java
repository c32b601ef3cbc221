package dev.taskstream.log;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskStarted;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskLog} to which the events of one task are appended. Appending never waits
 * for readers, which are signalled on the delivery executor. It is safe on any thread and
 * at any depth of its stack.
 */
public final class EventLog extends BoundedLog {

	/*-
	 * The log is the only record of a task's state: its last event is the state. Two
	 * threads that race to end a task race for one thing, the right to append the final
	 * event, and the append tells the loser.
	 *
	 *   (empty) -> started -> progress* -> completed | failed
	 *         \------------------------------------> failed      cancelled while queued
	 *
	 * `newestNanos` is written under the lock and read without it.
	 */

	/** What is kept of the progress before the first report. */
	private static final ProgressUpdate NOTHING = new ProgressUpdate(new UUID(0, 0), Instant.EPOCH, null, null);

	private final TimeSource time;

	private volatile long newestNanos;

	/**
	 * Create an empty log.
	 * @param identity the task
	 * @param settings the settings that all logs share
	 */
	public EventLog(TaskIdentity identity, LogSettings settings) {
		super(identity, settings);
		this.time = settings.time();
		this.newestNanos = this.time.nanoTime().getAsLong();
	}

	/**
	 * Append the start.
	 * @return {@code false} if the task has ended
	 */
	public boolean start() {
		synchronized (this.history) {
			if (isEnded()) {
				return false;
			}
			append(new TaskStarted(this.identity.taskId(), nextTime(), this.identity.name()),
					EventWeight.of(this.identity.name()));
		}
		signal();
		return true;
	}

	/**
	 * Append progress.
	 * @param text the new text; {@code null} to keep it
	 * @param value the new value; {@code null} to keep it
	 * @return {@code false} if the task has ended
	 */
	public boolean progress(@Nullable String text, @Nullable Double value) {
		String newText = WellFormed.textOrNull(text);
		int newWeight = EventWeight.of(newText);
		synchronized (this.history) {
			if (isEnded()) {
				return false;
			}
			EventNode before = this.history.newestProgress();
			ProgressUpdate kept = (before != null) ? (ProgressUpdate) before.logged.event() : NOTHING;
			append(new ProgressUpdate(this.identity.taskId(), nextTime(), (newText != null) ? newText : kept.text(),
					(value != null) ? value : kept.value()),
					(newText == null && before != null) ? before.weight : newWeight);
		}
		signal();
		return true;
	}

	/**
	 * Append the end. Of all calls for one log, exactly one returns {@code true}.
	 * @param ending creates the final event
	 * @return {@code false} if the task has ended already
	 */
	public boolean end(Ending ending) {
		return endIf(() -> true, ending);
	}

	/**
	 * Append the end, unless the task has started.
	 * @return {@code false} if the task has started or ended
	 */
	public boolean endIfPending(Ending ending) {
		return endIf(() -> !isStarted(), ending);
	}

	/**
	 * Append the end if nothing has been appended for a given time.
	 * @return {@code false} if something was appended, or the task has ended
	 */
	public boolean endIfQuietFor(Duration limit, Ending ending) {
		return endIf(() -> quietFor().compareTo(limit) >= 0, ending);
	}

	private boolean endIf(BooleanSupplier condition, Ending ending) {
		StackReserve.require();
		synchronized (this.history) {
			if (isEnded() || !condition.getAsBoolean()) {
				return false;
			}
			TaskEvent event = ending.at(this.identity.taskId(), nextTime());
			append(event, EventWeight.of((event instanceof TaskCompleted completed) ? completed.result() : null));
		}
		signalEnd();
		return true;
	}

	/**
	 * Return how long the log has been quiet.
	 * @return the time since the newest event, or since the log was created
	 */
	public Duration quietFor() {
		return Duration.ofNanos(this.time.nanoTime().getAsLong() - this.newestNanos);
	}

	private Instant nextTime() {
		return this.history.nextTime(this.time.now());
	}

	private void append(TaskEvent event, int weight) {
		EventNode node = new EventNode(new LoggedEvent(this.history.lastId() + 1, event), weight, null);
		this.newestNanos = this.time.nanoTime().getAsLong();
		append(node);
	}

	/**
	 * Evict all events except the start, the newest progress and the end.
	 */
	public void trim() {
		synchronized (this.history) {
			this.history.trim();
		}
	}

	/**
	 * Return about how many bytes of JSON the log keeps.
	 */
	public long weight() {
		synchronized (this.history) {
			return this.history.bytes();
		}
	}

	/**
	 * Whether the end was appended at least a given time ago.
	 * @return {@code false} also if the task has not ended
	 */
	public boolean hasEndedFor(Duration time) {
		return isEnded() && quietFor().compareTo(time) >= 0;
	}

}
