package dev.taskstream.engine;

import java.time.Duration;

import dev.taskstream.test.SettableClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Races of what becomes of a finished run.
 */
public class RetentionRaces {

	/**
	 * A run is removed while its log is cut down.
	 */
	@JCStressTest
	@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the removed run gives its own bytes back")
	@Outcome(expect = Expect.FORBIDDEN, desc = "room for more than the bound, or for less")
	@State
	public static class TrimAndRemove {

		private final SettableClock clock = new SettableClock();

		private final TaskRun run = TestRuns.ended(this.clock, 4);

		private final TaskRun equal = TestRuns.ended(this.clock, 4);

		private final TaskRun larger = TestRuns.ended(this.clock, 5);

		private final Retention retention = new Retention(10, this.run.log().weight());

		/** The run has been finished for so long that its log is cut down. */
		public TrimAndRemove() {
			this.retention.add(this.run);
			this.clock.advance(Duration.ofMinutes(2));
		}

		@Actor
		public void trim() {
			this.retention.trim();
		}

		@Actor
		public void remove() {
			this.retention.remove(this.run);
		}

		@Arbiter
		public void look(L_Result r) {
			r.r1 = this.retention.add(this.equal).isEmpty() && this.retention.add(this.larger).size() == 2;
		}

	}

}
