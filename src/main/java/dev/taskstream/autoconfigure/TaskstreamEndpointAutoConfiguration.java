package dev.taskstream.autoconfigure;

import dev.taskstream.actuate.TasksConsole;
import dev.taskstream.actuate.TasksEndpoint;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the actuator endpoint {@code tasks}, which is created only if it
 * is exposed, and its console.
 */
@AutoConfiguration(after = TaskstreamAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(TaskEngine.class)
@ConditionalOnAvailableEndpoint(TasksEndpoint.class)
public final class TaskstreamEndpointAutoConfiguration {

	@Bean
	TasksEndpoint tasksEndpoint(TaskEngine engine, OpenStreams streams, StreamCounters counters) {
		return new TasksEndpoint(engine, streams, counters);
	}

	@Bean
	@ConditionalOnBooleanProperty("taskstream.console.enabled")
	TasksConsole tasksConsole(TasksEndpoint endpoint) {
		return new TasksConsole(endpoint);
	}

}
