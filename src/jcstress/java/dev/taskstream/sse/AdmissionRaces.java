package dev.taskstream.sse;

import dev.taskstream.log.RacingLog;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Races of streams for a place.
 */
public class AdmissionRaces {

	@JCStressTest
	@Outcome(id = { "true, false, 0", "false, true, 0" }, expect = Expect.ACCEPTABLE, desc = "one gets the last place")
	@Outcome(expect = Expect.FORBIDDEN, desc = "more streams than places, or a lost place")
	@State
	public static class OpenAndOpen {

		private final OpenStreams streams = new OpenStreams(1, 0);

		private final RacingLog racing = new RacingLog(256);

		private final StreamEmitter first = EmitterRaces.stream(this.streams, new StreamCounters(), this.racing);

		private final StreamEmitter second = EmitterRaces.stream(this.streams, new StreamCounters(), this.racing);

		@Actor
		public void one(LLL_Result r) {
			r.r1 = this.streams.tryAdd(this.first);
		}

		@Actor
		public void other(LLL_Result r) {
			r.r2 = this.streams.tryAdd(this.second);
		}

		@Arbiter
		public void look(LLL_Result r) {
			this.streams.release(this.first);
			this.streams.release(this.second);
			r.r3 = this.streams.size();
		}

	}

}
