package dev.taskstream.engine;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskSubscription;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a report costs the task. With watchers it is reported flat out, while the delivery
 * threads empty every subscription as fast as they can.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReportBenchmark {

	/** How many subscriptions are open. */
	@Param({ "0", "1000" })
	public int watchers;

	private BenchEngine engine;

	private ProgressHandle progress;

	private double value;

	/** Starts the task. */
	@Setup(Level.Trial)
	public void start() throws InterruptedException {
		this.engine = new BenchEngine(100, 256, Clock.systemUTC());
		BenchEngine.Lent task = this.engine.lend();
		this.progress = task.progress();
		for (int i = 0; i < this.watchers; i++) {
			Watcher watcher = new Watcher();
			watcher.subscription = task.log().subscribe(0, watcher::drain);
		}
	}

	/** Ends the task. */
	@TearDown(Level.Trial)
	public void stop() {
		this.engine.close();
	}

	/** Text and value. */
	@Benchmark
	public void textAndValue() {
		this.progress.report("Row 40 of 100", this.value);
	}

	/** Only a value. */
	@Benchmark
	public void value() {
		this.progress.report(this.value);
	}

	private static final class Watcher {

		private TaskSubscription subscription;

		private long taken;

		void drain() {
			while (this.subscription.next() != null) {
				this.taken++;
			}
		}

	}

}
