package dev.taskstream.sse;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskEvent;
import dev.taskstream.log.EncodedEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures what it costs to encode an event, which is done once, and to put its frame
 * into a buffer, which is done once for each stream.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBenchmark {

	private static final int BATCH = 28;

	/** The length of the event's text. */
	@Param({ "16", "1024" })
	public int text;

	private TaskEvent event;

	private byte[] encoded;

	/** Create the event. */
	@Setup
	public void create() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		this.event = new ProgressUpdate(UUID.randomUUID(), now, "x".repeat(this.text), 0.4);
		this.encoded = encode();
	}

	/** Encode the event. */
	@Benchmark
	public byte[] encode() {
		return EncodedEvent.frame(this.event);
	}

	/** Put the event into a buffer, as one of many that are written together. */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public int append() {
		FrameBuffer buffer = new FrameBuffer();
		for (int i = 0; i < BATCH; i++) {
			buffer.appendFrame(String.valueOf(1000 + i), this.encoded);
		}
		return buffer.size();
	}

}
