package dev.taskstream.autoconfigure;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executor;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskService;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.MultiplexedStreamController;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.RejectionResolver;
import dev.taskstream.sse.SessionEnds;
import dev.taskstream.sse.StreamContext;
import dev.taskstream.sse.StreamCounters;
import dev.taskstream.sse.StreamTimer;
import dev.taskstream.sse.TaskController;
import dev.taskstream.sse.TaskCorsFilter;
import dev.taskstream.sse.TaskHandlerAdapter;
import dev.taskstream.sse.TaskHandlerMapping;
import dev.taskstream.sse.TaskJsonConverter;
import dev.taskstream.sse.TaskListController;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Configuration of the endpoints of tasks. The controllers are not beans, so that neither
 * the application's handler mapping nor its aspects take them for its own.
 */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

	/** The service that knows the tasks of all nodes, if there are several. */
	static final String RELAY_SERVICE = "taskstreamRelayService";

	/** Just before Spring Security, which rejects preflights. */
	private static final int CORS_FILTER_ORDER = -101;

	@Bean
	@ConditionalOnMissingBean
	TaskAccessPolicy taskstreamAccessPolicy() {
		return TaskAccessPolicy.ownerOnly();
	}

	@Bean
	OpenStreams taskstreamOpenStreams(TaskstreamProperties properties) {
		return new OpenStreams(properties.stream().maxStreams(), properties.stream().maxStreamsPerOwner());
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
	@Lazy(false) // no other bean needs it
	StreamTimer taskstreamStreamTimer(TaskstreamProperties properties,
			@Qualifier(ExecutorConfiguration.SCHEDULER) ThreadPoolTaskScheduler scheduler, StreamContext streams) {
		return new StreamTimer(properties.stream().keepAlive(), properties.stream().stallTimeout(),
				scheduler.getScheduledExecutor(), streams);
	}

	@Bean
	SessionEnds taskstreamSessionEnds(OpenStreams streams) {
		return new SessionEnds(streams);
	}

	@Bean(defaultCandidate = false)
	TaskHandlerMapping taskstreamHandlerMapping(TaskHandlerAdapter adapter,
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> application,
			ObjectProvider<HandlerMapping> neighbours) {
		RequestMappingHandlerMapping mapping = application.getIfAvailable();
		return new TaskHandlerMapping(adapter.controllers(),
				(mapping != null) ? mapping.getAdaptedInterceptors() : null, neighbours);
	}

	@Bean
	TaskHandlerAdapter taskstreamHandlerAdapter(TaskEngine engine,
			@Qualifier(RELAY_SERVICE) ObjectProvider<TaskService> relay, TaskAccessPolicy policy, StreamContext streams,
			ObjectProvider<Clock> clock) {
		TaskService service = relay.getIfAvailable(engine::service);
		return new TaskHandlerAdapter(List.of(new TaskController(service, policy, streams),
				new MultiplexedStreamController(service, policy, streams, clock.getIfAvailable(Clock::systemUTC)),
				new TaskListController(service)));
	}

	/**
	 * Write our types as the endpoints do. Converters of the application come after it.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebMvcConfigurer taskstreamJsonConfigurer() {
		return new WebMvcConfigurer() {

			@Override
			public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
				builder.addCustomConverter(new TaskJsonConverter());
			}

		};
	}

	@Bean
	RejectionResolver taskstreamRejectionResolver(ApplicationContext context) {
		return new RejectionResolver(context);
	}

	@Bean
	@ConditionalOnMissingBean(name = "taskstreamCorsFilter")
	FilterRegistrationBean<TaskCorsFilter> taskstreamCorsFilter(TaskstreamProperties properties,
			ObjectProvider<DispatcherServletPath> servlet,
			@Qualifier("taskstreamHandlerMapping") ObjectProvider<TaskHandlerMapping> mapping) {
		TaskstreamProperties.Cors cors = properties.cors();
		FilterRegistrationBean<TaskCorsFilter> registration = new FilterRegistrationBean<>(
				new TaskCorsFilter(cors.allowedOrigins(), cors.allowCredentials(), mapping::getObject));
		String prefix = prefix(servlet);
		registration.addUrlPatterns(prefix + properties.basePath() + "/*", prefix + "/taskstream/*");
		registration.setOrder(CORS_FILTER_ORDER);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
		return registration;
	}

	static String prefix(ObjectProvider<DispatcherServletPath> servlet) {
		DispatcherServletPath path = servlet.getIfAvailable();
		return (path != null) ? path.getPrefix() : "";
	}

}
