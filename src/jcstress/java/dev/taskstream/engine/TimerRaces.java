package dev.taskstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

import dev.taskstream.log.EventLog;
import dev.taskstream.log.RacingLog;
import dev.taskstream.test.SettableClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Races of timers that schedule themselves again.
 */
public class TimerRaces {

	/**
	 * A watch that looks after a run, and is closed by its end.
	 */
	@JCStressTest
	@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the last deadline is closed")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a timer for a run that has ended")
	@State
	public static class LookAndClose {

		private final EventLog log = new RacingLog(256).log;

		private final List<FutureTask<Void>> timers = new CopyOnWriteArrayList<>();

		private final StallWatch watch = new StallWatch(Duration.ofHours(1), this.log, (delay, look) -> {
			FutureTask<Void> timer = new FutureTask<>(look, null);
			this.timers.add(timer);
			return new Deadline(timer);
		}, () -> false);

		@Actor
		public void look() {
			this.timers.get(0).run();
		}

		@Actor
		public void close() {
			this.watch.close();
		}

		@Arbiter
		public void arbiter(L_Result r) {
			r.r1 = this.timers.get(this.timers.size() - 1).isDone();
		}

	}

	/**
	 * A warning that becomes due while its reason occurs again.
	 */
	@JCStressTest
	@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are told, now or at the next report")
	@Outcome(expect = Expect.FORBIDDEN, desc = "an occurrence that nobody is told of")
	@State
	public static class OccurrenceAndReport {

		private static final Duration PAUSE = Duration.ofMinutes(1);

		private final ManualScheduler scheduler = new ManualScheduler(new SettableClock());

		private final AtomicLong told = new AtomicLong();

		private final RepeatedWarning warning = new RepeatedWarning(this.scheduler, this.told::addAndGet);

		/** One has occurred and is told; the next report would find nothing. */
		public OccurrenceAndReport() {
			this.warning.occurred();
			this.scheduler.advance(Duration.ZERO);
		}

		@Actor
		public void report() {
			this.scheduler.advance(PAUSE);
		}

		@Actor
		public void occur() {
			this.warning.occurred();
		}

		@Arbiter
		public void look(J_Result r) {
			this.scheduler.advance(PAUSE);
			r.r1 = this.told.get();
		}

	}

}
