package dev.taskstream.actuate;

import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.TaskEngine;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * A health indicator that is out of service while the engine rejects tasks because the
 * application stops, and down if every worker is occupied by code whose task has ended.
 */
public final class TaskstreamHealthIndicator extends AbstractHealthIndicator {

	private final TaskEngine engine;

	/**
	 * Create an indicator for an engine.
	 * @param engine the engine
	 */
	public TaskstreamHealthIndicator(TaskEngine engine) {
		this.engine = engine;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		EngineState state = this.engine.state();
		if (!state.accepting()) {
			builder.outOfService();
		}
		else if (state.isStuck()) {
			builder.down();
		}
		else {
			builder.up();
		}
		builder.withDetail("workers", state.workers())
			.withDetail("active", state.active())
			.withDetail("queued", state.queued())
			.withDetail("lingering", state.lingering());
	}

}
