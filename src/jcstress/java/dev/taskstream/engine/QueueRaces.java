package dev.taskstream.engine;

import java.time.Duration;
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
 * Races of what may happen to a run that waits for a worker or for its transaction. A
 * fate is its status, how often its code was called, and how often its end was told.
 */
public class QueueRaces {

	private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(10);

	@JCStressTest
	@Outcome(id = { "COMPLETED 1 1, true", "CANCELLED 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "executed, or ended in the queue and never executed")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class WorkAndQueueTimeout {

		private final RacingEngine racing = new RacingEngine(QUEUE_TIMEOUT);

		private final UUID id = this.racing.start(() -> {
		});

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void endQueueTime() {
			this.racing.advance(QUEUE_TIMEOUT);
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

	@JCStressTest
	@Outcome(id = { "COMPLETED 1 1, true", "CANCELLED 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "executed, or ended in the queue and never executed")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class CommitAndQueueTimeout {

		private final RacingEngine racing = new RacingEngine(QUEUE_TIMEOUT);

		private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactions());

		private UUID id;

		@Actor
		public void commit() {
			this.transaction.executeWithoutResult((status) -> this.id = this.racing.start(() -> {
			}, StartOptions.create().afterCommit()));
		}

		@Actor
		public void endQueueTime() {
			this.racing.advance(QUEUE_TIMEOUT);
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, cancelled, CANCELLED 0 1", "false, rolled_back, CANCELLED 0 1" }, expect = Expect.ACCEPTABLE,
			desc = "one of them has ended it")
	@Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or a run that is executed")
	@State
	public static class RollbackAndCancel {

		private final RacingEngine racing = new RacingEngine();

		private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactions());

		private volatile UUID id;

		@Actor
		public void rollBack() {
			this.transaction.executeWithoutResult((status) -> {
				this.id = this.racing.start(() -> {
				}, StartOptions.create().afterCommit());
				status.setRollbackOnly();
			});
		}

		@Actor
		public void cancel(LLL_Result r) {
			UUID seen = this.id;
			r.r1 = seen != null && this.racing.service().cancel(seen);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r2 = this.racing.service().find(this.id).orElseThrow().error().code();
			r.r3 = this.racing.fate(this.id);
		}

	}

	/**
	 * A start with the key of a run that is cancelled in the queue.
	 */
	@JCStressTest
	@Outcome(id = { "true, CANCELLED 0 1, true", "false, COMPLETED 1 2, true" }, expect = Expect.ACCEPTABLE,
			desc = "the run that was cancelled, or another after it")
	@Outcome(expect = Expect.FORBIDDEN, desc = "an answer with a run that is not there, or a lost place")
	@State
	public static class KeyAndCancel {

		private static final StartOptions KEY = StartOptions.create().key("key");

		private final RacingEngine racing = new RacingEngine();

		private final UUID first = start();

		private UUID second;

		private UUID start() {
			return this.racing.start(() -> {
			}, KEY);
		}

		@Actor
		public void cancel() {
			this.racing.service().cancel(this.first);
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

}
