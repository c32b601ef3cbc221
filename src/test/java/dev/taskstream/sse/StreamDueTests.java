package dev.taskstream.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the timer finds due with a stream.
 */
class StreamDueTests {

	private static final long NEVER = Long.MAX_VALUE;

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private final StreamStage stage = new StreamStage();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final SlowOutput output = new SlowOutput();

	private final AtomicInteger asked = new AtomicInteger();

	private final long before = System.nanoTime();

	private long opened;

	private StreamEmitter stream;

	@BeforeEach
	void open() throws Exception {
		this.stage.open(StreamStage.Frames.unfinished("one"), () -> this.asked.incrementAndGet() > 0, this.request,
				StreamStage.responseWith(this.output));
		this.stream = this.stage.streams.unended().iterator().next();
		this.opened = System.nanoTime();
	}

	@Test
	void openStreamLastsAsLongAsItLikes() throws Exception {
		this.output.readAll();

		assertThat(this.stream.due(NEVER, HOUR, System.nanoTime() + 1000 * HOUR)).isNull();
	}

	@Test
	void streamIsIdleFromItsLastWrite() throws Exception {
		this.output.readAll();

		assertThat(this.stream.due(HOUR, NEVER, this.before + HOUR / 2 - 1)).isNull();
		this.stream.due(HOUR, NEVER, this.opened + HOUR).run();
		assertThat(this.stage.counters.keepAlives()).as("written since it was opened").isZero();
		this.stream.due(HOUR, NEVER, System.nanoTime() + HOUR).run();
		assertThat(this.stage.counters.keepAlives()).isEqualTo(1);
		this.output.readAll();
		assertThat(this.output.sent()).endsWith(":keep-alive\n");
	}

	@Test
	void clientThatDoesNotReadIsDisconnectedAfterTheLimit() throws Exception {
		this.output.listener().onWritePossible();
		this.output.listener().onWritePossible();

		assertThat(this.stream.due(NEVER, HOUR, this.opened + HOUR)).as("it waits since it was written to").isNull();
		this.stream.due(NEVER, HOUR, System.nanoTime() + HOUR).run();

		assertThat(this.stage.counters.stalled()).isEqualTo(1);
	}

	@Test
	void callerOfAClientThatDoesNotReadIsAskedAgainAsWell() throws Exception {
		this.output.listener().onWritePossible();
		this.output.listener().onWritePossible();
		assertThat(this.output.isReady()).isFalse();

		this.stream.due(HOUR, NEVER, System.nanoTime() + HOUR).run();

		assertThat(this.asked).hasValue(1);
	}

	@Test
	void callerOfAStreamThatCannotBeWrittenToYetIsAskedAgainAsWell() {
		this.stream.due(HOUR, NEVER, System.nanoTime() + HOUR).run();

		assertThat(this.asked).hasValue(1);
	}

	@Test
	void callerIsAskedTwiceInAKeepAliveInterval() throws Exception {
		this.output.readAll();
		this.stream.due(HOUR, NEVER, this.before + HOUR / 2 + Duration.ofMinutes(1).toNanos()).run();
		assertThat(this.asked).hasValue(1);

		assertThat(this.stream.due(HOUR, NEVER, System.nanoTime() + HOUR / 2 - Duration.ofMinutes(1).toNanos()))
			.isNull();
	}

	@Test
	void nothingIsDueWhileTheContainerEndsTheStream() throws Exception {
		this.output.listener().onError(new IOException("Broken pipe"));

		assertThat(this.stream.due(0, 0, System.nanoTime())).isNull();
	}

}
