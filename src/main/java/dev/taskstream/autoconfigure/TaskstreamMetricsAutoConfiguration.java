package dev.taskstream.autoconfigure;

import dev.taskstream.actuate.StreamMetrics;
import dev.taskstream.actuate.TaskMetrics;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of tasks and streams, for every registry there is.
 */
@AutoConfiguration(after = TaskstreamAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public final class TaskstreamMetricsAutoConfiguration {

	@Bean
	@ConditionalOnBean(TaskEngine.class)
	@ConditionalOnMissingBean
	TaskMetrics taskMetrics(TaskEngine engine) {
		return new TaskMetrics(engine);
	}

	@Bean
	@ConditionalOnBean(OpenStreams.class)
	@ConditionalOnMissingBean
	StreamMetrics taskStreamMetrics(OpenStreams streams) {
		return new StreamMetrics(streams);
	}

}
