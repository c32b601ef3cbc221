package dev.taskstream.autoconfigure;

import dev.taskstream.actuate.TaskstreamHealthIndicator;
import dev.taskstream.engine.TaskEngine;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health contributor {@code taskstream}.
 */
@AutoConfiguration(after = TaskstreamAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(TaskEngine.class)
@ConditionalOnEnabledHealthIndicator("taskstream")
public final class TaskstreamHealthAutoConfiguration {

	@Bean
	TaskstreamHealthIndicator taskstreamHealthIndicator(TaskEngine engine) {
		return new TaskstreamHealthIndicator(engine);
	}

}
