package dev.taskstream.engine;

import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to start a task that reports once and returns. The starting thread waits
 * when too many are on their way, so this is also how many an engine gets through.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StartBenchmark {

	private static final int UNDER_WAY = 64;

	private final Semaphore places = new Semaphore(UNDER_WAY);

	private final BaseTask<Void, String> task = new Brief(this.places);

	private BenchEngine engine;

	/** Opens the engine. */
	@Setup(Level.Trial)
	public void open() {
		this.engine = new BenchEngine(2 * UNDER_WAY, 256, Clock.systemUTC());
	}

	/** Closes it. */
	@TearDown(Level.Trial)
	public void close() {
		this.engine.close();
	}

	/** One task, from its start to its end. */
	@Benchmark
	public TaskStartResponse start() {
		this.places.acquireUninterruptibly();
		return this.engine.engine().start(this.task);
	}

	private static final class Brief extends BaseTask<Void, String> {

		private final Semaphore places;

		Brief(Semaphore places) {
			this.places = places;
		}

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			progress.report("Done", 1.0);
			this.places.release();
			return "done";
		}

	}

}
