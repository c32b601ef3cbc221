package dev.taskstream.autoconfigure;

import dev.taskstream.actuate.StreamObservationPredicate;
import dev.taskstream.actuate.TaskObservations;
import dev.taskstream.sse.TaskHandlerAdapter;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the observation of tasks, and for an
 * {@link ObservationPredicate} that keeps streams out of the latency of HTTP requests,
 * which a bean of the same name replaces.
 */
@AutoConfiguration(after = TaskstreamAutoConfiguration.class)
@ConditionalOnClass(ObservationPredicate.class)
@ConditionalOnBean(TaskHandlerAdapter.class)
public final class TaskstreamObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "taskStreamObservationPredicate")
	ObservationPredicate taskStreamObservationPredicate(TaskstreamProperties properties) {
		return new StreamObservationPredicate(properties.basePath());
	}

	@Bean
	TaskObservations taskObservations(ObjectProvider<ObservationRegistry> registry) {
		return new TaskObservations(registry.getIfAvailable(() -> ObservationRegistry.NOOP));
	}

}
