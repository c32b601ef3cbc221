package dev.taskstream.log;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.LoggedEvent;

/**
 * What a reader of a log gets.
 */
final class Reading {

	private Reading() {
	}

	static Cursor cursor(EventLog log, long lastEventId) {
		return (Cursor) log.subscribe(lastEventId, () -> {
		});
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
