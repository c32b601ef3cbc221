package dev.taskstream.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskStarted;
import dev.taskstream.TaskStatus;
import dev.taskstream.TaskSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

class ReplicaLogTests {

	private static final UUID ID = UUID.randomUUID();

	private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123456Z");

	private static final TaskEvent START = new TaskStarted(ID, TIME, "Import");

	private static final TaskEvent PROGRESS = new ProgressUpdate(ID, TIME, "half < way", 0.5);

	private static final TaskEvent END = new TaskCompleted(ID, TIME, "{\"a\":\"<b>\"}");

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final ReplicaLog log = new ReplicaLog(new TaskIdentity(ID, "Import", "alice", TIME),
			new LogSettings(TimeSource.system(), new Delivery(Runnable::run, this.scheduler, Duration.ZERO), 8));

	@AfterEach
	void stopScheduler() {
		this.scheduler.shutdownNow();
	}

	private boolean append(long id, TaskEvent event) {
		return this.log.append(id, EventCodec.encode(event));
	}

	private static List<LoggedEvent> read(TaskSubscription subscription) {
		List<LoggedEvent> events = new ArrayList<>();
		for (LoggedEvent next = subscription.next(); next != null; next = subscription.next()) {
			events.add(next);
		}
		return events;
	}

	@Test
	void eventsKeepTheirNumbersEvenWithGaps() {
		append(1, START);
		append(7, PROGRESS);
		append(9, END);

		assertThat(read(this.log.subscribe(0, () -> {
		}))).containsExactly(new LoggedEvent(1, START), new LoggedEvent(7, PROGRESS), new LoggedEvent(9, END));
		assertThat(this.log.lastEventId()).isEqualTo(9);
		assertThat(this.log.info().status()).isEqualTo(TaskStatus.COMPLETED);
		assertThat(this.log.info().result()).isEqualTo("{\"a\":\"<b>\"}");
		assertThat(this.log.owner()).isEqualTo("alice");
	}

	@Test
	void anEventThatIsThereIsNotAppendedAgain() {
		assertThat(append(1, START)).isTrue();
		assertThat(append(5, PROGRESS)).isTrue();
		assertThat(append(5, PROGRESS)).isFalse();
		assertThat(append(4, PROGRESS)).isFalse();
		assertThat(append(6, END)).isTrue();
		assertThat(append(7, PROGRESS)).isFalse();
		assertThat(this.log.lastEventId()).isEqualTo(6);
	}

	@Test
	void theFrameHasTheDataAsItCame() {
		byte[] data = "{\"type\":\"task_started\",\"later\":1,\"taskId\":\"%s\",\"timestamp\":\"%s\",\"name\":\"X\"}"
			.formatted(ID, TIME)
			.getBytes();
		this.log.append(1, data);

		EncodedEvent encoded = EncodedEvent.next(this.log.subscribe(0, () -> {
		}));
		assertThat(encoded.type()).isEqualTo("task_started");
		assertThat(encoded.data()).isEqualTo(data);
		assertThat(new String(encoded.frame())).isEqualTo("event: task_started\ndata: " + new String(data) + "\n\n");
	}

	@Test
	void whatIsNoEventIsRejectedAndChangesNothing() {
		assertThatRuntimeException().isThrownBy(() -> this.log.append(1, "{\"type\":\"of the future\"}".getBytes()));
		assertThat(this.log.lastEventId()).isZero();
	}

	@Test
	void readersAreSignalledAndToldOfTheirClose() {
		AtomicInteger signals = new AtomicInteger();
		AtomicInteger closed = new AtomicInteger();
		TaskSubscription subscription = this.log.subscribe(0, signals::incrementAndGet, closed::incrementAndGet);
		append(1, START);
		assertThat(signals).hasValue(1);
		append(2, END);
		assertThat(signals).hasValue(2);
		subscription.close();
		subscription.close();
		assertThat(closed).hasValue(1);
	}

}
