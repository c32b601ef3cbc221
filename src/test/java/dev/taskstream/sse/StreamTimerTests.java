package dev.taskstream.sse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.engine.LogRecorder;
import dev.taskstream.engine.ManualScheduler;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class StreamTimerTests {

	private static final Duration TICK = Duration.ofMillis(1);

	private final StreamStage stage = new StreamStage();

	private final ManualScheduler scheduler = new ManualScheduler(new SettableClock(Instant.EPOCH));

	private final AtomicInteger executions = new AtomicInteger();

	private StreamTimer timer(Executor delivery) {
		return new StreamTimer(Duration.ofHours(1), Duration.ofNanos(1), this.scheduler,
				new StreamContext(this.stage.streams, this.stage.counters, delivery, Runnable::run));
	}

	@Test
	void timerGoesOnAfterALookThatFailed() throws Exception {
		this.stage.open("one").listener().onWritePossible();
		try (LogRecorder log = new LogRecorder(StreamTimer.class); StreamTimer timer = timer(this::executeButOnce)) {
			this.scheduler.advance(TICK);
			assertThat(log.warnings()).containsExactly("Streams could not be checked this time");
			assertThat(this.stage.streams.size()).isEqualTo(1);

			this.scheduler.advance(TICK);
			assertThat(this.stage.streams.size()).isZero();
		}
	}

	@Test
	void streamThatCannotBeLookedAfterKeepsTheTimerFromNoOther() throws Exception {
		for (int i = 0; i < 2; i++) {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setAttribute(Connection.class.getName(), new RecordedConnection() {

				@Override
				public void close() {
					throw new IllegalStateException("for a test");
				}

			});
			this.stage.open(new StreamStage.Frames("one"), request, StreamStage.responseWith(new SlowOutput()));
		}
		this.stage.streams.unended().forEach((stream) -> stream.onWritePossible());

		try (StreamTimer timer = timer(Runnable::run)) {
			this.scheduler.advance(TICK);
		}

		assertThat(this.stage.counters.stalled()).isEqualTo(2);
	}

	@Test
	void lookThatWaitsForAThreadFindsWhatOthersHaveDoneMeanwhile() throws Exception {
		SlowOutput ofReader = this.stage.open(StreamStage.Frames.unfinished("one"));
		ofReader.listener().onWritePossible();
		this.stage.open("one").listener().onWritePossible();
		List<Runnable> looks = new ArrayList<>();
		try (StreamTimer timer = timer(looks::add)) {
			this.scheduler.advance(TICK);
			this.scheduler.advance(TICK);
		}
		assertThat(looks).hasSize(2);
		ofReader.readAll();

		looks.forEach(Runnable::run);

		assertThat(this.stage.counters.stalled()).isEqualTo(1);
		assertThat(this.stage.streams.size()).as("the stream of the client that reads").isEqualTo(1);
	}

	private void executeButOnce(Runnable work) {
		if (this.executions.getAndIncrement() == 0) {
			throw new RejectedExecutionException();
		}
		work.run();
	}

}
