package dev.taskstream.autoconfigure;

import dev.taskstream.actuate.StreamMetrics;
import dev.taskstream.actuate.TaskMetrics;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of tasks and streams, which are bound to every
 * registry.
 */
@AutoConfiguration(after = TaskstreamAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public final class TaskstreamMetricsAutoConfiguration {

	@Bean
	@ConditionalOnBean(TaskEngine.class)
	TaskMetrics taskMetrics(TaskEngine engine) {
		return new TaskMetrics(engine);
	}

	@Bean
	@ConditionalOnBean(OpenStreams.class)
	StreamMetrics taskStreamMetrics(OpenStreams streams, StreamCounters counters) {
		return new StreamMetrics(streams, counters);
	}

}
