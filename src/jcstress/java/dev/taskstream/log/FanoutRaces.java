package dev.taskstream.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Races of the claim of a round, without the log around it.
 */
public class FanoutRaces {

	private static volatile int written;

	/**
	 * A signal that takes about as long as the reserve of stack that a claim begins with,
	 * so that a claim meets the end of the round.
	 */
	private static void signal() {
		for (int i = 0; i < 600; i++) {
			written = i;
		}
	}

	@JCStressTest
	@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the next signal leads to a round")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a claim that nobody gives back")
	@State
	public static class ClaimAndRound {

		private static final Cursor READER = (Cursor) new RacingLog(8).log.subscribe(0, FanoutRaces::signal);

		private final AtomicInteger pending = new AtomicInteger();

		private final Fanout fanout = new Fanout(
				new Delivery((round) -> this.pending.incrementAndGet(), null, Duration.ZERO));

		public ClaimAndRound() {
			this.fanout.add(READER);
			this.fanout.signal();
		}

		private void deliver() {
			this.pending.decrementAndGet();
			this.fanout.run();
		}

		@Actor
		public void round() {
			deliver();
		}

		@Actor
		public void claim() {
			this.fanout.signal();
		}

		@Arbiter
		public void look(L_Result r) {
			while (this.pending.get() > 0) {
				deliver();
			}
			this.fanout.signal();
			r.r1 = this.pending.get() == 1;
		}

	}

}
