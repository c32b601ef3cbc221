package dev.taskstream.autoconfigure;

import java.time.Clock;
import java.util.concurrent.Executor;

import dev.taskstream.TaskService;
import dev.taskstream.engine.KeyClaims;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.log.Delivery;
import dev.taskstream.log.LogSettings;
import dev.taskstream.log.TimeSource;
import dev.taskstream.redis.RedisRelay;
import dev.taskstream.redis.RelayMetrics;
import dev.taskstream.redis.RelayNode;
import dev.taskstream.redis.RelaySettings;
import dev.taskstream.redis.RelayState;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Auto-configuration for the relay of tasks between nodes over Redis, with
 * {@code taskstream.relay=redis}.
 */
@AutoConfiguration(after = { DataRedisAutoConfiguration.class, TaskstreamAutoConfiguration.class })
@ConditionalOnClass({ RedisClient.class, LettuceConnectionFactory.class, DataRedisAutoConfiguration.class })
@ConditionalOnProperty(name = "taskstream.relay", havingValue = "redis")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class TaskstreamRelayAutoConfiguration {

	@Bean
	RelayNode taskstreamRelayNode(ObjectProvider<LettuceConnectionFactory> redis, TaskstreamProperties properties) {
		LettuceConnectionFactory factory = redis.getIfUnique();
		if (factory == null) {
			throw new IllegalStateException(
					"taskstream.relay=redis needs exactly one LettuceConnectionFactory, as spring.data.redis.* makes it");
		}
		return new RelayNode(new RelaySettings(properties.relayPrefix(), properties.relayNodeTimeout(),
				properties.retention(), properties.stream().history()), factory::getRequiredNativeClient);
	}

	@Bean
	KeyClaims taskstreamKeyClaims(RelayNode node) {
		return node.claims();
	}

	@Bean
	RedisRelay taskstreamRelay(RelayNode node, TaskEngine engine, TaskstreamProperties properties,
			@Qualifier(ExecutorConfiguration.DELIVERY) Executor delivery,
			@Qualifier(ExecutorConfiguration.LISTENERS) Executor listeners,
			@Qualifier(ExecutorConfiguration.SCHEDULER) ThreadPoolTaskScheduler scheduler,
			ObjectProvider<Clock> clock) {
		LogSettings logs = new LogSettings(new TimeSource(clock.getIfAvailable(Clock::systemUTC), System::nanoTime),
				new Delivery(delivery, scheduler.getScheduledExecutor(), properties.stream().flushWindow()),
				properties.stream().history());
		// It publishes the ends of the tasks, so it stops after them
		return new RedisRelay(node, engine, logs, listeners, TaskstreamLifecycle.PHASE - 1);
	}

	@Bean(name = EndpointConfiguration.RELAY_SERVICE, defaultCandidate = false)
	TaskService taskstreamRelayService(RedisRelay relay) {
		return relay.service();
	}

	/**
	 * Configuration of the health contributor {@code taskstreamRelay}. It is always up:
	 * tasks go on without Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	static class HealthConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("taskstream-relay")
		HealthIndicator taskstreamRelayHealthIndicator(RedisRelay relay) {
			return () -> {
				RelayState state = relay.state();
				return Health.up()
					.withDetail("available", state.available())
					.withDetail("nodes", state.nodes())
					.withDetail("lag", state.lag().toMillis() + " ms")
					.withDetail("waitingEnds", state.waitingEnds())
					.build();
			};
		}

	}

	/**
	 * Configuration of the relay's meters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		RelayMetrics taskRelayMetrics(RedisRelay relay) {
			return new RelayMetrics(relay);
		}

	}

}
