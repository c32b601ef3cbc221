package dev.taskstream.actuate;

import java.util.function.ToDoubleFunction;

import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * A {@link MeterBinder} for streams: how many are open, and the {@link StreamCounters}.
 */
public final class StreamMetrics implements MeterBinder {

	private final OpenStreams streams;

	private final StreamCounters counters;

	/**
	 * Create a binder.
	 * @param streams the open streams
	 * @param counters the counters of all streams
	 */
	public StreamMetrics(OpenStreams streams, StreamCounters counters) {
		this.streams = streams;
		this.counters = counters;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("taskstream.streams.open", this.streams, OpenStreams::size)
			.description("Streams that are open")
			.baseUnit("streams")
			.register(registry);
		counter(registry, "delivered", "events", "Events handed to the container, for each stream",
				StreamCounters::eventsDelivered);
		counter(registry, "superseded", "events", "Progress that slow consumers skipped, for each stream",
				StreamCounters::superseded);
		counter(registry, "write.failures", "streams", "Streams that ended because a write failed",
				StreamCounters::writeFailures);
		counter(registry, "keepalives", "comments", "Keep-alive comments written", StreamCounters::keepAlives);
		counter(registry, "refused", "streams",
				"Streams refused because too many were open or the service was stopping", StreamCounters::refused);
		counter(registry, "stalled", "streams", "Streams disconnected because the client had stopped reading",
				StreamCounters::stalled);
	}

	private void counter(MeterRegistry registry, String name, String unit, String description,
			ToDoubleFunction<StreamCounters> count) {
		FunctionCounter.builder("taskstream.streams." + name, this.counters, count)
			.description(description)
			.baseUnit(unit)
			.register(registry);
	}

}
