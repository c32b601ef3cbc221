package dev.taskstream.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import dev.taskstream.BaseTask;
import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.CurrentRequest;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.RejectionAdvice;
import dev.taskstream.sse.StreamSettings;
import dev.taskstream.sse.TaskController;
import dev.taskstream.sse.TaskCorsFilter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

	private final WebApplicationContextRunner application = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, TaskstreamAutoConfiguration.class));

	@Test
	void everyBeanOfOursSaysSoInItsName() {
		this.application.run((context) -> {
			List<String> ours = Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> isOurs(context.getBeanFactory().getType(name)))
				.toList();

			assertThat(ours).hasSizeGreaterThan(5)
				.allMatch((name) -> name.startsWith("taskstream") || name.contains("dev.taskstream."));
		});
	}

	private static boolean isOurs(Class<?> type) {
		return type != null && type.getName().startsWith("dev.taskstream.");
	}

	@Test
	void anApplicationsOwnBeansMayHaveTheNamesThatComeToMind() {
		this.application.withBean("taskService", StringBuilder.class)
			.withBean("taskController", StringBuilder.class)
			.withBean("taskAccessPolicy", StringBuilder.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(TaskService.class));
	}

	@Test
	void everyBeanOfOursStepsBackForTheApplications() {
		this.application.withUserConfiguration(Replacements.class).run((context) -> {
			assertThat(context).hasNotFailed();
			for (Class<?> type : List.of(TaskAccessPolicy.class, CurrentRequest.class, OpenStreams.class,
					TaskController.class, RejectionAdvice.class)) {
				assertThat(context.getBeanNamesForType(type)).as(type.getSimpleName())
					.containsExactly("my" + type.getSimpleName());
			}
			assertThat(context.getBean("taskstreamCorsFilter")).isSameAs(Replacements.CORS_FILTER);
			assertThat(context.getBean("taskstreamTomcatConnection")).isSameAs(Replacements.TOMCAT_CONNECTION);
		});
	}

	@Test
	void theEngineStepsBackForAnotherService() {
		TaskService another = new NoTasks();

		this.application.withBean("another", TaskService.class, () -> another)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TaskEngine.class)
				.getBean(TaskService.class)
				.isSameAs(another));
	}

	@Configuration(proxyBeanMethods = false)
	static class Replacements {

		static final FilterRegistrationBean<TaskCorsFilter> CORS_FILTER = new FilterRegistrationBean<>(
				new TaskCorsFilter(List.of("https://app.example.org")));

		static final WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> TOMCAT_CONNECTION = (factory) -> {
		};

		@Bean
		TaskAccessPolicy myTaskAccessPolicy() {
			return (task, owner, caller) -> false;
		}

		@Bean
		CurrentRequest myCurrentRequest() {
			return new CurrentRequest("", "", () -> null);
		}

		@Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
		ScheduledExecutorService myScheduler() {
			return Executors.newSingleThreadScheduledExecutor();
		}

		@Bean
		OpenStreams myOpenStreams(@Qualifier("myScheduler") ScheduledExecutorService scheduler) {
			StreamSettings settings = new StreamSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1));
			return new OpenStreams(settings, scheduler, Runnable::run, Runnable::run);
		}

		@Bean
		TaskController myTaskController(TaskService service, TaskAccessPolicy policy, OpenStreams streams) {
			return new TaskController(service, policy, streams);
		}

		@Bean
		RejectionAdvice myRejectionAdvice() {
			return new RejectionAdvice();
		}

		@Bean
		FilterRegistrationBean<TaskCorsFilter> taskstreamCorsFilter() {
			return CORS_FILTER;
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> taskstreamTomcatConnection() {
			return TOMCAT_CONNECTION;
		}

	}

	private static final class NoTasks implements TaskService {

		@Override
		public <P> TaskStartResponse start(BaseTask<P, ?> task, P params) {
			throw new TaskQueueFullException("never");
		}

		@Override
		public TaskStartResponse start(BaseTask<Void, ?> task) {
			return start(task, null);
		}

		@Override
		public Optional<TaskInfo> find(UUID taskId) {
			return Optional.empty();
		}

		@Override
		public boolean cancel(UUID taskId) {
			return false;
		}

		@Override
		public boolean remove(UUID taskId) {
			return false;
		}

		@Override
		public Optional<TaskLog> log(UUID taskId) {
			return Optional.empty();
		}

	}

}
