package dev.taskstream.sse;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to turn events into frames: once per event to encode it, and once per
 * watcher to put it into what is written next.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBenchmark {

	/** One event, once for all who watch. */
	@Benchmark
	public byte[] encode(Event event) {
		return EventEncoder.encode(event.event);
	}

	/** A buffer full of events, for one watcher. */
	@Benchmark
	public int append(Event event, Batch batch) {
		FrameBuffer buffer = new FrameBuffer();
		for (int i = 0; i < batch.events; i++) {
			buffer.appendFrame(1000 + i, event.encoded);
		}
		return buffer.size();
	}

	/**
	 * An event with a text of some length.
	 */
	@State(Scope.Benchmark)
	public static class Event {

		/** The length of the text. */
		@Param({ "16", "1024" })
		public int text;

		private TaskEvent event;

		private byte[] encoded;

		/** Makes the event. */
		@Setup
		public void make() {
			Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
			this.event = new ProgressUpdate(UUID.randomUUID(), now, "x".repeat(this.text), 0.4);
			this.encoded = EventEncoder.encode(this.event);
		}

	}

	/**
	 * How many events go into one write.
	 */
	@State(Scope.Benchmark)
	public static class Batch {

		/** The number. */
		@Param({ "1", "28" })
		public int events;

	}

}
