package dev.taskstream.engine;

import java.util.UUID;

import dev.taskstream.StartOptions;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Races of the service's stop with all else that ends a run. A fate is its status, how
 * often its code was called, and how often its end was told.
 */
public class StopRaces {

	@JCStressTest
	@Outcome(id = { "true, cancelled, CANCELLED 0 1", "false, shutting_down, CANCELLED 0 1" },
			expect = Expect.ACCEPTABLE, desc = "one of them has ended it")
	@Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or the reason of the loser")
	@State
	public static class CancelAndStop {

		private final RacingEngine racing = new RacingEngine();

		private final UUID id = this.racing.start(() -> {
		});

		@Actor
		public void cancel(LLL_Result r) {
			r.r1 = this.racing.service().cancel(this.id);
		}

		@Actor
		public void stop() {
			this.racing.stop();
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r2 = this.racing.service().find(this.id).orElseThrow().error().code();
			r.r3 = this.racing.fate(this.id);
		}

	}

	/**
	 * A run that is cancelled while it runs, while it times out or the service is
	 * stopped. Two actors: three would need three processors.
	 */
	@JCStressTest
	@Outcome(id = { "CANCELLED 1 1, true", "CANCELLED 0 1, true", "TIMED_OUT 1 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "one end, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class CancelTimeoutAndStop {

		private final RacingEngine racing = new RacingEngine();

		private final UUID id = this.racing.start(this::cancel);

		private void cancel() {
			this.racing.service().cancel(this.id);
		}

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void timeOutAndStop() {
			this.racing.timeOut();
			this.racing.stop();
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

	/**
	 * A start within a transaction that commits while the service stops.
	 */
	@JCStressTest
	@Outcome(id = { "refused 0 0, true", "refused 0 1, true", "CANCELLED 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "not accepted, or ended by the stop")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a task that survives the stop, or a lost place")
	@State
	public static class CommitAndStop {

		private final RacingEngine racing = new RacingEngine();

		private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactions());

		private UUID id;

		@Actor
		public void commit() {
			this.transaction.executeWithoutResult((status) -> this.id = this.racing.start(() -> {
			}, StartOptions.create().afterCommit()));
		}

		@Actor
		public void stop() {
			this.racing.stop();
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

}
