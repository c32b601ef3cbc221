package dev.taskstream.autoconfigure;

import java.time.Clock;
import java.util.concurrent.Executor;

import dev.taskstream.TaskService;
import dev.taskstream.engine.EngineEnvironment;
import dev.taskstream.engine.EngineExecutors;
import dev.taskstream.engine.EngineSettings;
import dev.taskstream.engine.KeyClaims;
import dev.taskstream.engine.RunInterceptor;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.log.TimeSource;
import dev.taskstream.sse.CurrentRequest;
import dev.taskstream.sse.OpenStreams;
import jakarta.servlet.ServletContext;
import jakarta.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Auto-configuration for a {@link TaskService} and the endpoints of its tasks.
 */
@AutoConfiguration(after = { JacksonAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class, ValidationAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(TaskstreamProperties.class)
@Import({ EndpointConfiguration.class, ExecutorConfiguration.class, TomcatConnectionConfiguration.class })
@ImportRuntimeHints(TaskstreamRuntimeHints.class)
public final class TaskstreamAutoConfiguration {

	/*
	 * The names of all beans begin with taskstream, so that they do not collide with an
	 * application's own taskService or taskController.
	 */

	@Bean
	CurrentRequest taskstreamCurrentRequest(ObjectProvider<ServletContext> servletContext,
			ObjectProvider<DispatcherServletPath> servlet, TaskstreamProperties properties) {
		ServletContext context = servletContext.getIfAvailable();
		return new CurrentRequest((context != null) ? context.getContextPath() : "",
				EndpointConfiguration.prefix(servlet) + properties.basePath(), SecurityOwner::current);
	}

	@Bean
	TaskEngine taskstreamEngine(TaskstreamProperties properties,
			@Qualifier(ExecutorConfiguration.WORKERS) ThreadPoolTaskExecutor workers,
			@Qualifier(ExecutorConfiguration.SCHEDULER) ThreadPoolTaskScheduler scheduler,
			@Qualifier(ExecutorConfiguration.DELIVERY) Executor delivery,
			@Qualifier(ExecutorConfiguration.LISTENERS) Executor listeners, CurrentRequest currentRequest,
			ApplicationEventPublisher events, ObjectProvider<TaskDecorator> decorators,
			ObjectProvider<RunInterceptor> interceptor, ObjectProvider<JsonMapper> mapper,
			ObjectProvider<Validator> validator, ObjectProvider<Clock> clock, ObjectProvider<KeyClaims> claims) {
		if (properties.relay() == TaskstreamProperties.Relay.REDIS && claims.getIfAvailable() == null) {
			throw new IllegalStateException(
					"taskstream.relay=redis needs spring-boot-starter-data-redis on the class path, " + "with Lettuce");
		}
		EngineSettings settings = new EngineSettings(properties.executor().effectivePoolSize(),
				properties.executor().queueCapacity(), properties.executor().queueTimeout(), properties.timeout(),
				properties.stallTimeout(), properties.retention(), properties.maxFinished(),
				properties.maxFinishedSize().toBytes(), properties.maxResultSize().toBytes(),
				properties.stream().history(), properties.stream().flushWindow(),
				properties.errorMessages() == TaskstreamProperties.ErrorMessages.ALL);
		EngineEnvironment environment = new EngineEnvironment(
				new CompositeTaskDecorator(decorators.orderedStream().toList()),
				interceptor.getIfAvailable(() -> RunInterceptor.NONE), ThreadContext::clear,
				mapper.getIfAvailable(() -> JsonMapper.builder().build()), validator.getIfAvailable(),
				currentRequest::owner, currentRequest::streamUrl, events::publishEvent,
				claims.getIfAvailable(() -> KeyClaims.UNSHARED));
		return new TaskEngine(settings, new TimeSource(clock.getIfAvailable(Clock::systemUTC), System::nanoTime),
				new EngineExecutors(workers, scheduler.getScheduledExecutor(), delivery, listeners), environment);
	}

	/**
	 * Expose the service to the application, which may mock, proxy or decorate it. Beans
	 * of the library use the engine and its relay instead.
	 */
	@Bean
	@Fallback
	TaskService taskstreamService(TaskEngine engine,
			@Qualifier(EndpointConfiguration.RELAY_SERVICE) ObjectProvider<TaskService> relay) {
		return relay.getIfAvailable(engine::service);
	}

	@Bean
	StreamEnvironmentCheck taskstreamEnvironmentCheck(ApplicationContext context, TaskstreamProperties properties) {
		return new StreamEnvironmentCheck(context, properties);
	}

	@Bean
	TaskstreamLifecycle taskstreamLifecycle(TaskEngine engine, OpenStreams streams, TaskstreamProperties properties) {
		return new TaskstreamLifecycle(engine, streams, properties.shutdownGrace(), properties.shutdownTimeout());
	}

}
