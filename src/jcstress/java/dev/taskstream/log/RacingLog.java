package dev.taskstream.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskError;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.ManualExecutor;

/**
 * A log whose signals wait until an actor runs them.
 */
public final class RacingLog {

	/** The end of a run that has returned. */
	public static final Ending COMPLETED = (taskId, at) -> new TaskCompleted(taskId, at, null);

	static final Ending CANCELLED = failed(TaskStatus.CANCELLED);

	static final Ending TIMED_OUT = failed(TaskStatus.TIMED_OUT);

	private static final UUID ID = new UUID(1, 1);

	/** What signals the readers. */
	public final ManualExecutor delivery = new ManualExecutor();

	/** The log. */
	public final EventLog log;

	/** The time that has passed. */
	volatile long nanos;

	/** Create a log that has started. */
	public RacingLog(int history) {
		this(history, true);
	}

	RacingLog(int history, boolean start) {
		this.log = new EventLog(new TaskIdentity(ID, "Race", null, Instant.EPOCH),
				new LogSettings(new TimeSource(Clock.systemUTC(), () -> this.nanos),
						new Delivery(this.delivery, null, Duration.ZERO), history));
		if (start) {
			this.log.start();
		}
	}

	private static Ending failed(TaskStatus status) {
		return (taskId, at) -> new TaskFailed(taskId, at, status, new TaskError("code", "message"));
	}

	static Cursor cursor(EventLog log) {
		return (Cursor) log.subscribe(0, () -> {
		});
	}

	List<Long> read(Cursor cursor) {
		List<LoggedEvent> read = new ArrayList<>();
		readRest(cursor, read);
		return read.stream().map(LoggedEvent::id).toList();
	}

	void readRest(Cursor cursor, List<LoggedEvent> read) {
		for (LoggedEvent next = cursor.next(); next != null; next = cursor.next()) {
			read.add(next);
		}
	}

}
