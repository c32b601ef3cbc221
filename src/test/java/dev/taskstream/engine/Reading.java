package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.LoggedEvent;
import dev.taskstream.test.SettableClock;

/**
 * What a reader of a log gets.
 */
final class Reading {

	private Reading() {
	}

	static Cursor cursor(EventLog log, long lastEventId) {
		return cursor(log, fanout(), lastEventId);
	}

	/**
	 * A reader that others may read beside.
	 */
	static Cursor cursor(EventLog log, Fanout fanout, long lastEventId) {
		Cursor cursor = new Cursor(log, fanout, lastEventId, () -> {
		});
		fanout.add(cursor);
		return cursor;
	}

	/**
	 * A reader that comes after the end.
	 */
	static Cursor lateCursor(EventLog log) {
		return new Cursor(log, null, 0, () -> {
		});
	}

	static Fanout fanout() {
		return new Fanout(new Delivery(Runnable::run,
				new ManualScheduler(new SettableClock(Instant.parse("2026-11-22T10:00:00.123456789Z"))),
				Duration.ZERO));
	}

	static List<LoggedEvent> events(EventLog log, long lastEventId) {
		return rest(cursor(log, lastEventId));
	}

	static List<LoggedEvent> rest(Cursor cursor) {
		List<LoggedEvent> events = new ArrayList<>();
		for (LoggedEvent next = cursor.next(); next != null; next = cursor.next()) {
			events.add(next);
		}
		return events;
	}

	static List<Long> ids(List<LoggedEvent> events) {
		return events.stream().map(LoggedEvent::id).toList();
	}

	static List<String> all(EventLog log) {
		return events(log, 0).stream().map((logged) -> logged.id() + " " + logged.event().type()).toList();
	}

}
