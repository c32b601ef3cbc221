package dev.taskstream.sse;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.taskstream.log.EventLog;
import dev.taskstream.log.Logs;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stream that has ended is signalled by no task any more.
 */
class ClosedSourceTests {

	private final EventLog log = Logs.create(UUID.randomUUID(), Logs.time(new SettableClock()), 8);

	private final AtomicInteger signals = new AtomicInteger();

	static Stream<Named<Function<EventLog, FrameSource>>> sources() {
		return Stream.of(Named.of("one task", (log) -> new TaskFrames(log, LastEventId.of((String) null))),
				Named.of("several tasks", (log) -> new MultiplexedFrames(
						List.of(MultiplexedFrames.Member.known(log, 0), MultiplexedFrames.Member.known(log, 0)))));
	}

	@ParameterizedTest
	@MethodSource("sources")
	void closedSourceIsNotSignalled(Function<EventLog, FrameSource> create) {
		FrameSource source = create.apply(this.log);
		source.open(this.signals::incrementAndGet);
		this.log.start();
		assertThat(this.signals).hasPositiveValue();
		int before = this.signals.get();

		source.close();
		this.log.progress("unheard", null);

		assertThat(this.signals).hasValue(before);
	}

}
