package dev.taskstream.sse;

import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.engine.ManualExecutor;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written when, and on which threads.
 */
class StreamWriterTests {

	private final ManualExecutor blocking = new ManualExecutor();

	private final StreamStage stage = new StreamStage(this.blocking);

	private final SlowOutput output = new SlowOutput();

	@Test
	void clientThatDoesNotReadIsGivenNoFramesInAdvance() throws Exception {
		AtomicInteger there = new AtomicInteger(1);
		AtomicInteger taken = new AtomicInteger();
		this.stage.open(new StreamStage.Frames("one", "two", "three") {

			@Override
			public boolean appendNext(FrameBuffer buffer) {
				if (taken.get() == there.get()) {
					return false;
				}
				taken.incrementAndGet();
				return super.appendNext(buffer);
			}

		}, new MockHttpServletRequest(), StreamStage.responseWith(this.output));
		this.output.listener().onWritePossible();

		this.output.becomeReady();
		there.set(2);
		this.output.listener().onWritePossible();
		assertThat(this.output.isReady()).as("the flush is on its way").isFalse();

		there.set(3);
		this.output.listener().onWritePossible();
		assertThat(taken).as("a later report may supersede the third").hasValue(2);

		this.output.readAll();
		assertThat(taken).hasValue(3);
	}

	@Test
	void skippedEventsAreCountedOnce() throws Exception {
		this.stage.open(new StreamStage.Frames("one", "two") {

			@Override
			public long skipped() {
				return 3;
			}

		}, new MockHttpServletRequest(), StreamStage.responseWith(this.output));

		this.output.readAll();

		assertThat(this.stage.counters.superseded()).isEqualTo(3);
	}

	@Test
	void clientsOfAServiceThatStopsComeBackAtDifferentTimes() throws Exception {
		this.stage.open(new StreamStage.Frames("one", "end"), new MockHttpServletRequest(),
				StreamStage.responseWith(this.output));
		this.stage.streams.refuse(true);

		this.output.readAll();

		assertThat(this.output.sent()).matches("(?s)retry: 2500\nid: 1\noneid: 2\nendretry: [0-9]+\n");
	}

	@Test
	void clientsOfATaskThatGoesOnAreNotToldToComeBack() throws Exception {
		this.stage.open(StreamStage.Frames.unfinished("one"), new MockHttpServletRequest(),
				StreamStage.responseWith(this.output));
		this.stage.streams.refuse(true);

		this.output.readAll();

		assertThat(this.output.sent()).hasToString("retry: 2500\nid: 1\none");
	}

	@Test
	void outputThatBlocksIsWrittenOnAThreadOfItsOwn() throws Exception {
		StringBuilder sent = new StringBuilder();
		ServletOutputStream blockingOutput = new ServletOutputStream() {

			@Override
			public boolean isReady() {
				throw new IllegalStateException("No WriteListener");
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void write(int single) {
				sent.append((char) single);
			}

		};
		this.stage.open(new StreamStage.Frames("one"), new MockHttpServletRequest(),
				StreamStage.responseWith(blockingOutput));
		assertThat(sent).isEmpty();

		this.blocking.runAll();

		assertThat(sent).hasToString("retry: 2500\nid: 1\none");
	}

	@Test
	void http2IsWrittenOnAThreadOfItsOwnSinceItMayBlock() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setProtocol("HTTP/2.0");
		this.stage.open(new StreamStage.Frames("one"), request, StreamStage.responseWith(this.output));

		this.output.listener().onWritePossible();
		assertThat(this.output.isReady()).as("nothing is written").isTrue();
		this.blocking.runAll();

		assertThat(this.output.isReady()).isFalse();
	}

}
