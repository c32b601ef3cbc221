package dev.taskstream.log;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.taskstream.TaskCompleted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventLogTimeTests {

	private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

	@Test
	void aClockThatIsPutBackDoesNotTurnTheStoryAround() {
		Iterator<Instant> times = List.of(NOON, NOON.minusSeconds(3600), NOON.plusSeconds(1), NOON).iterator();
		Clock clock = ((InstantSource) times::next).withZone(ZoneOffset.UTC);
		EventLog log = Logs.create(UUID.randomUUID(), new TimeSource(clock, () -> 0), 8);

		log.start();
		log.progress("Row 1", null);
		log.progress("Row 2", null);
		log.end((taskId, timestamp) -> new TaskCompleted(taskId, timestamp, null));

		assertThat(timestamps(log)).containsExactly(NOON, NOON, NOON.plusSeconds(1), NOON.plusSeconds(1));
	}

	@Test
	void eventsOfOneMicrosecondShareItsTimestamp() {
		Iterator<Instant> times = List.of(NOON.plusNanos(1), NOON.plusNanos(999), NOON.plusNanos(1000)).iterator();
		Clock clock = ((InstantSource) times::next).withZone(ZoneOffset.UTC);
		EventLog log = Logs.create(UUID.randomUUID(), new TimeSource(clock, () -> 0), 8);

		log.start();
		log.progress("Row 1", null);
		log.progress("Row 2", null);

		assertThat(timestamps(log)).containsExactly(NOON, NOON, NOON.plusNanos(1000));
	}

	private static List<Instant> timestamps(EventLog log) {
		return Stream.iterate(log.firstAfter(0), Objects::nonNull, (node) -> node.next)
			.map((node) -> node.logged.event().timestamp())
			.toList();
	}

}
