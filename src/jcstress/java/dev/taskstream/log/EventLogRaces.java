package dev.taskstream.log;

import java.time.Duration;
import java.util.List;

import dev.taskstream.LoggedEvent;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Races for the end of a log, and of reports and readers with it.
 */
public class EventLogRaces {

	/**
	 * A log that has started.
	 */
	public abstract static class Started {

		final RacingLog racing = new RacingLog(256);

		final EventLog log = this.racing.log;

	}

	@JCStressTest
	@Outcome(id = { "true, false, COMPLETED", "false, true, CANCELLED" }, expect = Expect.ACCEPTABLE, desc = "one wins")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or that of the loser")
	@State
	public static class CompleteAndCancel extends Started {

		@Actor
		public void complete(LLL_Result r) {
			r.r1 = this.log.end(RacingLog.COMPLETED);
		}

		@Actor
		public void cancel(LLL_Result r) {
			r.r2 = this.log.end(RacingLog.CANCELLED);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.log.info().status();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, false, CANCELLED", "false, true, TIMED_OUT" }, expect = Expect.ACCEPTABLE, desc = "one wins")
	@Outcome(expect = Expect.FORBIDDEN, desc = "two ends, none, or that of the loser")
	@State
	public static class CancelAndTimeout extends Started {

		@Actor
		public void cancel(LLL_Result r) {
			r.r1 = this.log.end(RacingLog.CANCELLED);
		}

		@Actor
		public void timeOut(LLL_Result r) {
			r.r2 = this.log.end(RacingLog.TIMED_OUT);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.log.info().status();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, true, [1, 2, 3]", "false, true, [1, 2]" }, expect = Expect.ACCEPTABLE,
			desc = "before or not at all")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a report after the end, or one that was taken and lost")
	@State
	public static class ReportAndEnd extends Started {

		@Actor
		public void report(LLL_Result r) {
			r.r1 = this.log.progress("text", null);
		}

		@Actor
		public void end(LLL_Result r) {
			r.r2 = this.log.end(RacingLog.COMPLETED);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.racing.read(RacingLog.cursor(this.log));
		}

	}

	@JCStressTest
	@Outcome(id = { "true, true, [1, 2, 3]" }, expect = Expect.ACCEPTABLE, desc = "both")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a lost or doubled report")
	@State
	public static class ReportAndReport extends Started {

		@Actor
		public void one(LLL_Result r) {
			r.r1 = this.log.progress("one", null);
		}

		@Actor
		public void other(LLL_Result r) {
			r.r2 = this.log.progress("other", null);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.racing.read(RacingLog.cursor(this.log));
		}

	}

	@JCStressTest
	@Outcome(id = { "true, false, CANCELLED", "false, true, COMPLETED" }, expect = Expect.ACCEPTABLE, desc = "one wins")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a run that began although it had been ended in the queue")
	@State
	public static class StartAndEndInTheQueue {

		private final EventLog log = new RacingLog(256, false).log;

		@Actor
		public void endInTheQueue(LLL_Result r) {
			r.r1 = this.log.endIfPending(RacingLog.CANCELLED);
		}

		@Actor
		public void start(LLL_Result r) {
			r.r2 = this.log.start() && this.log.end(RacingLog.COMPLETED);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.log.info().status();
		}

	}

	/**
	 * A report that comes just when the log has been quiet for its limit.
	 */
	@JCStressTest
	@Outcome(id = { "true, false, [1, 2]", "false, true, [1, 2]" }, expect = Expect.ACCEPTABLE, desc = "one wins")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a run that has stalled although it reported")
	@State
	public static class ReportAndStall extends Started {

		private static final Duration LIMIT = Duration.ofSeconds(1);

		/** Let the limit pass. */
		public ReportAndStall() {
			this.racing.nanos = LIMIT.toNanos();
		}

		@Actor
		public void report(LLL_Result r) {
			r.r1 = this.log.progress("text", null);
		}

		@Actor
		public void stall(LLL_Result r) {
			r.r2 = this.log.endIfQuietFor(LIMIT, RacingLog.TIMED_OUT);
		}

		@Arbiter
		public void look(LLL_Result r) {
			r.r3 = this.racing.read(RacingLog.cursor(this.log));
		}

	}

	/**
	 * A reader that follows the list without a lock, in a log that keeps two events.
	 */
	@JCStressTest
	@Outcome(id = "in order, to the end", expect = Expect.ACCEPTABLE, desc = "some may be skipped")
	@Outcome(expect = Expect.FORBIDDEN, desc = "out of order, doubled, or without what is always kept")
	@State
	public static class FollowAndEvict {

		private final RacingLog racing = new RacingLog(2);

		private final Cursor cursor = RacingLog.cursor(this.racing.log);

		private final List<LoggedEvent> read = new java.util.ArrayList<>();

		@Actor
		public void report() {
			for (int i = 0; i < 4; i++) {
				this.racing.log.progress("text", null);
			}
			this.racing.log.end(RacingLog.COMPLETED);
			this.racing.log.trim();
		}

		@Actor
		public void follow() {
			for (int i = 0; i < 4; i++) {
				LoggedEvent next = this.cursor.next();
				if (next != null) {
					this.read.add(next);
				}
			}
		}

		@Arbiter
		public void look(LL_Result r) {
			this.racing.readRest(this.cursor, this.read);
			List<Long> ids = this.read.stream().map(LoggedEvent::id).toList();
			boolean inOrder = ids.stream().sorted().distinct().toList().equals(ids);
			r.r1 = inOrder ? "in order" : ids;
			r.r2 = ids.containsAll(List.of(1L, 5L, 6L)) ? "to the end" : ids;
		}

	}

}
