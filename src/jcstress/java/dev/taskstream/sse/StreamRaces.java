package dev.taskstream.sse;

import dev.taskstream.log.RacingLog;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Races of the writes of one stream, and of a write with its end.
 */
public class StreamRaces {

	/**
	 * Two signals, each after a change that is not volatile: the last round sees both.
	 */
	@JCStressTest
	@Outcome(id = "2, false", expect = Expect.ACCEPTABLE, desc = "all is written, by one thread at a time")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a change that nobody writes, or two writers at once")
	@State
	public static class SignalAndDrain {

		private int one;

		private int other;

		private int written;

		private boolean writing;

		private boolean overlapped;

		private final SerialAction drain = new SerialAction(this::write, (ex) -> {
			throw new AssertionError(ex);
		});

		private void write() {
			this.overlapped |= this.writing;
			this.writing = true;
			this.written = this.one + this.other;
			this.writing = false;
		}

		@Actor
		public void one() {
			this.one = 1;
			this.drain.request(Runnable::run);
		}

		@Actor
		public void other() {
			this.other = 1;
			this.drain.request(Runnable::run);
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.written;
			r.r2 = this.overlapped;
		}

	}

	/**
	 * A write that fails, and a signal: the action can be requested again afterwards.
	 */
	@JCStressTest
	@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the failure is told, and nothing is stuck")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a claim that is never given back")
	@State
	public static class SignalAndFailure {

		private volatile boolean failing = true;

		private volatile boolean told;

		private volatile boolean written;

		private final SerialAction drain = new SerialAction(this::write, (ex) -> this.told = true);

		private void write() {
			if (this.failing) {
				throw new IllegalStateException("A write failed");
			}
			this.written = true;
		}

		@Actor
		public void one() {
			this.drain.request(Runnable::run);
		}

		@Actor
		public void other() {
			this.drain.request(Runnable::run);
		}

		@Arbiter
		public void look(LL_Result r) {
			this.failing = false;
			this.drain.request(Runnable::run);
			r.r1 = this.told;
			r.r2 = this.written;
		}

	}

	@JCStressTest
	@Outcome(id = "2, false", expect = Expect.ACCEPTABLE, desc = "what was there, and no signal afterwards")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a lost event, or a subscription that is never closed")
	@State
	public static class DrainAndClose {

		private final RacingLog racing = new RacingLog(256);

		private final TaskFrames frames = new TaskFrames(this.racing.log, LastEventId.of());

		private final FrameBuffer buffer = new FrameBuffer();

		private volatile boolean signalled;

		private int written;

		/** Open the stream. */
		public DrainAndClose() {
			this.frames.open(() -> this.signalled = true);
		}

		@Actor
		public void reportAndDrain() {
			this.racing.log.progress("text", null);
			while (this.frames.appendNext(this.buffer)) {
				this.written++;
			}
		}

		@Actor
		public void close() {
			this.frames.close();
		}

		@Arbiter
		public void look(LL_Result r) {
			this.racing.delivery.runAll();
			this.signalled = false;
			this.racing.log.end(RacingLog.COMPLETED);
			this.racing.delivery.runAll();
			r.r1 = this.written;
			r.r2 = this.signalled;
		}

	}

}
