package dev.taskstream.redis;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * A {@link MeterBinder} for the meters of a relay.
 */
public final class RelayMetrics implements MeterBinder {

	private final RedisRelay relay;

	/**
	 * Create a binder.
	 * @param relay the relay
	 */
	public RelayMetrics(RedisRelay relay) {
		this.relay = relay;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("taskstream.relay.events", this.relay, (relay) -> relay.state().published())
			.description("Events that this node has published to other nodes")
			.register(registry);
		TimeGauge
			.builder("taskstream.relay.lag", this.relay, TimeUnit.MILLISECONDS,
					(relay) -> relay.state().lag().toMillis())
			.description("For how long the oldest event of this node has been waiting for Redis")
			.register(registry);
		Gauge.builder("taskstream.relay.waiting.ends", this.relay, (relay) -> relay.state().waitingEnds())
			.description("Tasks of this node that have ended without Redis knowing")
			.register(registry);
		Gauge.builder("taskstream.relay.nodes", this.relay, (relay) -> relay.state().nodes())
			.description("Nodes that are known to be alive, including this one")
			.register(registry);
	}

}
