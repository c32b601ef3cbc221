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
 * Races of what may happen while a run is accepted. A fate is its status, how often its
 * code was called, and how often its end was told.
 */
public class StartRaces {

	@JCStressTest
	@Outcome(id = { "refused 0 0, true", "refused 0 1, true", "CANCELLED 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "not accepted, or ended by the stop")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a task that survives the stop, or a lost place")
	@State
	public static class StartAndStop {

		private final RacingEngine racing = new RacingEngine();

		private UUID id;

		@Actor
		public void start() {
			this.id = this.racing.start(() -> {
			});
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

	@JCStressTest
	@Outcome(id = { "false, COMPLETED 1 1, true", "true, CANCELLED 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "executed, or cancelled and never executed")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class CommitAndCancel {

		private final RacingEngine racing = new RacingEngine();

		private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactions());

		private volatile UUID id;

		@Actor
		public void commit() {
			this.transaction.executeWithoutResult((status) -> this.id = this.racing.start(() -> {
			}, StartOptions.create().afterCommit()));
		}

		@Actor
		public void cancel(LLL_Result r) {
			UUID seen = this.id;
			r.r1 = seen != null && this.racing.service().cancel(seen);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r2 = this.racing.fate(this.id);
			r.r3 = this.racing.isEmpty();
		}

	}

	/**
	 * A start with the key of a run that is about to end.
	 */
	@JCStressTest
	@Outcome(id = { "true, COMPLETED 1 1, true", "false, COMPLETED 2 2, true" }, expect = Expect.ACCEPTABLE,
			desc = "one run, or another after it")
	@Outcome(expect = Expect.FORBIDDEN, desc = "an answer with a run that is not there, or a lost place")
	@State
	public static class KeyAndEnd {

		private static final StartOptions KEY = StartOptions.create().key("key");

		private final RacingEngine racing = new RacingEngine();

		private final UUID first = start();

		private UUID second;

		private UUID start() {
			return this.racing.start(() -> {
			}, KEY);
		}

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void startAgain() {
			this.second = start();
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r1 = this.second.equals(this.first);
			r.r2 = this.racing.fate(this.second);
			r.r3 = this.racing.isEmpty();
		}

	}

	@JCStressTest
	@Outcome(id = "true, COMPLETED 1 1, true", expect = Expect.ACCEPTABLE, desc = "one run")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two runs, or a lost place")
	@State
	public static class KeyAndKey {

		private static final StartOptions KEY = StartOptions.create().key("key");

		private final RacingEngine racing = new RacingEngine();

		private UUID first;

		private UUID second;

		@Actor
		public void one() {
			this.first = this.racing.start(() -> {
			}, KEY);
		}

		@Actor
		public void other() {
			this.second = this.racing.start(() -> {
			}, KEY);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r1 = this.first.equals(this.second);
			r.r2 = this.racing.fate(this.first);
			r.r3 = this.racing.isEmpty();
		}

	}

}
