package dev.taskstream.autoconfigure;

import java.time.Clock;
import java.util.EnumSet;
import java.util.concurrent.Executor;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskService;
import dev.taskstream.engine.EngineEnvironment;
import dev.taskstream.engine.EngineExecutors;
import dev.taskstream.engine.EngineSettings;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.log.TimeSource;
import dev.taskstream.sse.CurrentRequest;
import dev.taskstream.sse.MultiplexedStreamController;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.RejectionAdvice;
import dev.taskstream.sse.StreamContext;
import dev.taskstream.sse.StreamCounters;
import dev.taskstream.sse.StreamTimer;
import dev.taskstream.sse.TaskController;
import dev.taskstream.sse.TaskCorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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
@Import({ ExecutorConfiguration.class, TomcatConnectionConfiguration.class })
@ImportRuntimeHints(TaskstreamRuntimeHints.class)
public final class TaskstreamAutoConfiguration {

	/*
	 * The names of all beans begin with taskstream, so that they do not collide with an
	 * application's own taskService or taskController.
	 */

	/** Just before Spring Security, which rejects preflights. */
	private static final int CORS_FILTER_ORDER = -101;

	@Bean
	CurrentRequest taskstreamCurrentRequest(ObjectProvider<ServletContext> servletContext,
			ObjectProvider<DispatcherServletPath> servlet) {
		ServletContext context = servletContext.getIfAvailable();
		return new CurrentRequest((context != null) ? context.getContextPath() : "", prefix(servlet),
				SecurityOwner::current);
	}

	private static String prefix(ObjectProvider<DispatcherServletPath> servlet) {
		DispatcherServletPath path = servlet.getIfAvailable();
		return (path != null) ? path.getPrefix() : "";
	}

	@Bean
	TaskEngine taskstreamEngine(TaskstreamProperties properties,
			@Qualifier(ExecutorConfiguration.WORKERS) ThreadPoolTaskExecutor workers,
			@Qualifier(ExecutorConfiguration.SCHEDULER) ThreadPoolTaskScheduler scheduler,
			@Qualifier(ExecutorConfiguration.DELIVERY) Executor delivery,
			@Qualifier(ExecutorConfiguration.LISTENERS) Executor listeners, CurrentRequest currentRequest,
			ApplicationEventPublisher events, ObjectProvider<TaskDecorator> decorators,
			ObjectProvider<JsonMapper> mapper, ObjectProvider<Validator> validator, ObjectProvider<Clock> clock) {
		EngineSettings settings = new EngineSettings(properties.executor().effectivePoolSize(),
				properties.executor().queueCapacity(), properties.executor().queueTimeout(), properties.timeout(),
				properties.stallTimeout(), properties.retention(), properties.maxFinished(),
				properties.maxFinishedSize().toBytes(), properties.maxResultSize().toBytes(),
				properties.stream().history(), properties.stream().flushWindow(),
				properties.errorMessages() == TaskstreamProperties.ErrorMessages.ALL);
		EngineEnvironment environment = new EngineEnvironment(
				new CompositeTaskDecorator(decorators.orderedStream().toList()), ThreadContext::clear,
				mapper.getIfAvailable(() -> JsonMapper.builder().build()), validator.getIfAvailable(),
				currentRequest::owner, currentRequest::streamUrl, events::publishEvent);
		return new TaskEngine(settings, new TimeSource(clock.getIfAvailable(Clock::systemUTC), System::nanoTime),
				new EngineExecutors(workers, scheduler.getScheduledExecutor(), delivery, listeners), environment);
	}

	/**
	 * Expose the engine's service to the application, which may mock, proxy or decorate
	 * it. Beans of the library use the engine instead.
	 */
	@Bean
	@Fallback
	TaskService taskstreamService(TaskEngine engine) {
		return engine.service();
	}

	@Bean
	@ConditionalOnMissingBean
	TaskAccessPolicy taskstreamAccessPolicy() {
		return TaskAccessPolicy.ownerOnly();
	}

	@Bean
	OpenStreams taskstreamOpenStreams(TaskstreamProperties properties) {
		return new OpenStreams(properties.stream().maxStreams());
	}

	@Bean
	StreamCounters taskstreamStreamCounters() {
		return new StreamCounters();
	}

	@Bean
	StreamContext taskstreamStreamContext(OpenStreams streams, StreamCounters counters,
			@Qualifier(ExecutorConfiguration.DELIVERY) Executor delivery,
			@Qualifier(ExecutorConfiguration.BLOCKING_DELIVERY) Executor blockingDelivery) {
		return new StreamContext(streams, counters, delivery, blockingDelivery);
	}

	@Bean
	StreamTimer taskstreamStreamTimer(OpenStreams streams, TaskstreamProperties properties,
			@Qualifier(ExecutorConfiguration.SCHEDULER) ThreadPoolTaskScheduler scheduler,
			@Qualifier(ExecutorConfiguration.DELIVERY) Executor delivery) {
		return new StreamTimer(streams, properties.stream().keepAlive(), properties.stream().stallTimeout(),
				scheduler.getScheduledExecutor(), delivery);
	}

	@Bean
	TaskController taskstreamController(TaskEngine engine, TaskAccessPolicy policy, StreamContext streams) {
		return new TaskController(engine.service(), policy, streams);
	}

	@Bean
	MultiplexedStreamController taskstreamMultiplexedStreamController(TaskEngine engine, TaskAccessPolicy policy,
			StreamContext streams, ObjectProvider<Clock> clock) {
		return new MultiplexedStreamController(engine.service(), policy, streams,
				clock.getIfAvailable(Clock::systemUTC));
	}

	@Bean
	RejectionAdvice taskstreamRejectionAdvice() {
		return new RejectionAdvice();
	}

	@Bean
	@ConditionalOnMissingBean(name = "taskstreamCorsFilter")
	FilterRegistrationBean<TaskCorsFilter> taskstreamCorsFilter(TaskstreamProperties properties,
			ObjectProvider<DispatcherServletPath> servlet) {
		FilterRegistrationBean<TaskCorsFilter> registration = new FilterRegistrationBean<>(
				new TaskCorsFilter(properties.cors().allowedOrigins()));
		registration.addUrlPatterns(prefix(servlet) + "/api/tasks/*", prefix(servlet) + "/taskstream/*");
		registration.setOrder(CORS_FILTER_ORDER);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
		return registration;
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
