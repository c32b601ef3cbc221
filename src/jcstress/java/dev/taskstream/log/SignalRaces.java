package dev.taskstream.log;

import dev.taskstream.TaskSubscription;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Races of appends with those who come, go and are signalled.
 */
public class SignalRaces {

	/**
	 * A reader that looks once when it comes.
	 */
	public abstract static class Comer {

		final RacingLog racing = new RacingLog(256);

		private volatile boolean signalled;

		private int read;

		void subscribe() {
			TaskSubscription subscription = this.racing.log.subscribe(0, () -> this.signalled = true);
			while (subscription.next() != null) {
				this.read++;
			}
		}

		void look(LL_Result r) {
			this.racing.delivery.runAll();
			r.r1 = this.read;
			r.r2 = this.signalled;
		}

	}

	@JCStressTest
	@Outcome(id = { "2, false", "2, true", "1, true" }, expect = Expect.ACCEPTABLE, desc = "read, or signalled")
	@Outcome(expect = Expect.FORBIDDEN, desc = "neither: a reader that waits for ever")
	@State
	public static class AppendAndSubscribe extends Comer {

		@Actor
		public void append() {
			this.racing.log.progress("text", null);
		}

		@Actor
		public void come() {
			subscribe();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			look(r);
		}

	}

	@JCStressTest
	@Outcome(id = { "2, false", "2, true", "1, true" }, expect = Expect.ACCEPTABLE, desc = "read, or signalled")
	@Outcome(expect = Expect.FORBIDDEN, desc = "neither: a reader that never gets the end")
	@State
	public static class EndAndSubscribe extends Comer {

		@Actor
		public void end() {
			this.racing.log.end(RacingLog.COMPLETED);
		}

		@Actor
		public void come() {
			subscribe();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			look(r);
		}

	}

	@JCStressTest
	@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "who stays is signalled, who has left is not")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a reader is lost, or kept")
	@State
	public static class SubscribeAndRemove {

		private final RacingLog racing = new RacingLog(256);

		private volatile boolean stayed;

		private volatile boolean left;

		private final TaskSubscription leaver = this.racing.log.subscribe(0, () -> this.left = true);

		@Actor
		public void come() {
			this.racing.log.subscribe(0, () -> this.stayed = true);
		}

		@Actor
		public void leave() {
			this.leaver.close();
		}

		@Arbiter
		public void look(LL_Result r) {
			this.racing.log.progress("text", null);
			this.racing.delivery.runAll();
			r.r1 = this.stayed;
			r.r2 = this.left;
		}

	}

	/**
	 * Two reports, and the delivery thread that runs rounds meanwhile. The reader reads
	 * only when it is signalled.
	 */
	@JCStressTest
	@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "the reader has read everything")
	@Outcome(expect = Expect.FORBIDDEN, desc = "an event for which there was no signal")
	@State
	public static class SignalAndRound {

		private final RacingLog racing = new RacingLog(256);

		private final TaskSubscription subscription = this.racing.log.subscribe(0, this::read);

		private int count;

		private void read() {
			while (this.subscription.next() != null) {
				this.count++;
			}
		}

		@Actor
		public void report() {
			this.racing.log.progress("one", null);
			this.racing.log.progress("other", null);
		}

		@Actor
		public void deliver() {
			this.racing.delivery.runAll();
		}

		@Arbiter
		public void look(L_Result r) {
			this.racing.delivery.runAll();
			r.r1 = this.count;
		}

	}

	/**
	 * A report and the end, and the delivery thread: the end comes through whatever state
	 * the round is in.
	 */
	@JCStressTest
	@Outcome(id = "3, true", expect = Expect.ACCEPTABLE, desc = "to the end")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a reader that never gets the end")
	@State
	public static class SignalRoundAndEnd {

		private final RacingLog racing = new RacingLog(256);

		private final TaskSubscription subscription = this.racing.log.subscribe(0, this::read);

		private int count;

		private void read() {
			while (this.subscription.next() != null) {
				this.count++;
			}
		}

		@Actor
		public void reportAndEnd() {
			this.racing.log.progress("text", null);
			this.racing.log.end(RacingLog.COMPLETED);
		}

		@Actor
		public void deliver() {
			this.racing.delivery.runAll();
		}

		@Arbiter
		public void look(LL_Result r) {
			this.racing.delivery.runAll();
			r.r1 = this.count;
			r.r2 = this.subscription.isFinished();
		}

	}

}
