package dev.taskstream.engine;

import java.util.UUID;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Races of what may happen to a run. A fate is its status, how often its code was called,
 * and how often its end was told.
 */
public class RunRaces {

	/**
	 * A run that waits in the queue.
	 */
	public abstract static class Queued {

		final RacingEngine racing = new RacingEngine();

		final UUID id = this.racing.start(this::work);

		/** What the run does. */
		void work() {
		}

	}

	@JCStressTest
	@Outcome(id = { "true, CANCELLED 0 1, true", "true, CANCELLED 1 1, true", "false, COMPLETED 1 1, true" },
			expect = Expect.ACCEPTABLE, desc = "one end, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class WorkAndCancel extends Queued {

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void cancel(LLL_Result r) {
			r.r1 = this.racing.service().cancel(this.id);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r2 = this.racing.fate(this.id);
			r.r3 = this.racing.isEmpty();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, false, CANCELLED 0 1", "false, true, CANCELLED 0 1" }, expect = Expect.ACCEPTABLE,
			desc = "one of them has ended it")
	@Outcome(expect = Expect.FORBIDDEN, desc = "both, or none")
	@State
	public static class CancelAndCancel extends Queued {

		@Actor
		public void one(LLL_Result r) {
			r.r1 = this.racing.service().cancel(this.id);
		}

		@Actor
		public void other(LLL_Result r) {
			r.r2 = this.racing.service().cancel(this.id);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.racing.fate(this.id);
		}

	}

	@JCStressTest
	@Outcome(id = { "COMPLETED 1 1, true", "TIMED_OUT 1 1, true", "TIMED_OUT 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "one end, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class WorkAndTimeout extends Queued {

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void timeOut() {
			this.racing.timeOut();
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

	/**
	 * A run that is cancelled while it runs, and times out.
	 */
	@JCStressTest
	@Outcome(id = { "CANCELLED 1 1, true", "TIMED_OUT 1 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "one end, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class CancelAndTimeout extends Queued {

		@Override
		void work() {
			this.racing.service().cancel(this.id);
		}

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void timeOut() {
			this.racing.timeOut();
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

	/**
	 * A run that is stopped with the service while it runs, and times out.
	 */
	@JCStressTest
	@Outcome(id = { "CANCELLED 1 1, true", "TIMED_OUT 1 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "one end, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class StopAndTimeout extends Queued {

		@Override
		void work() {
			this.racing.stop();
		}

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void timeOut() {
			this.racing.timeOut();
		}

		@Arbiter
		public void look(LL_Result r) {
			r.r1 = this.racing.fate(this.id);
			r.r2 = this.racing.isEmpty();
		}

	}

	/**
	 * A run that a worker takes while the service stops.
	 */
	@JCStressTest
	@Outcome(id = { "COMPLETED 1 1, true", "CANCELLED 1 1, true", "CANCELLED 0 1, true" }, expect = Expect.ACCEPTABLE,
			desc = "one end, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or a lost place")
	@State
	public static class WorkAndStop extends Queued {

		@Actor
		public void run() {
			this.racing.work();
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
	@Outcome(id = { "true, true, 0", "false, true, 1", "false, true, 0" }, expect = Expect.ACCEPTABLE,
			desc = "removed if it had ended")
	@Outcome(expect = Expect.FORBIDDEN, desc = "an active run that is removed, or a finished one that stays")
	@State
	public static class WorkAndRemove extends Queued {

		@Actor
		public void run() {
			this.racing.work();
		}

		@Actor
		public void remove(LLL_Result r) {
			r.r1 = this.racing.service().remove(this.id);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r2 = this.racing.isEmpty();
			r.r3 = this.racing.engine.findAll().size();
		}

	}

}
