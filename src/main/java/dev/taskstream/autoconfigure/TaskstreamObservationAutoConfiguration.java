package dev.taskstream.autoconfigure;

import dev.taskstream.actuate.StreamObservationPredicate;
import dev.taskstream.sse.TaskHandlerAdapter;
import io.micrometer.observation.ObservationPredicate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for an {@link ObservationPredicate} that keeps streams out of the
 * latency of HTTP requests. A bean of the same name replaces it.
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

}
