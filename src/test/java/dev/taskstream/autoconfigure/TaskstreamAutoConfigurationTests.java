package dev.taskstream.autoconfigure;

import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import dev.taskstream.BaseTask;
import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.CurrentRequest;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.RejectionResolver;
import dev.taskstream.sse.TaskHandlerMapping;
import jakarta.validation.constraints.NotBlank;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskstreamAutoConfigurationTests {

	private static final AutoConfigurations autoConfigurations = AutoConfigurations.of(
			TaskstreamAutoConfiguration.class, JacksonAutoConfiguration.class, ValidationAutoConfiguration.class,
			TaskExecutionAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(autoConfigurations);

	@Test
	void everythingIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TaskService.class)
			.hasSingleBean(TaskEngine.class)
			.hasSingleBean(TaskHandlerMapping.class)
			.hasSingleBean(TaskAccessPolicy.class)
			.hasSingleBean(OpenStreams.class)
			.hasSingleBean(CurrentRequest.class)
			.hasSingleBean(RejectionResolver.class)
			.hasSingleBean(TaskstreamLifecycle.class)
			.hasBean("taskstreamCorsFilter"));
	}

	@Test
	void nothingIsThereWithoutAServletApplication() {
		new ApplicationContextRunner().withConfiguration(autoConfigurations)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskService.class));
	}

	@Test
	void applicationKeepsItsOwnExecutor() {
		this.runner.run((application) -> {
			assertThat(application.getBean(Executor.class))
				.isSameAs(application.getBean(TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME));
			assertThat(application.getBeanProvider(ScheduledExecutorService.class).getIfAvailable()).isNull();
		});
	}

	@Test
	void workersAreOneBoundedThreadPoolTaskExecutorThatBootsCustomizersReach() {
		this.runner
			.withPropertyValues("taskstream.executor.pool-size=3", "taskstream.executor.queue-capacity=2",
					"spring.task.execution.pool.keep-alive=7s")
			.withBean(ThreadPoolTaskExecutorCustomizer.class, () -> (executor) -> executor.setThreadPriority(4))
			.run((application) -> {
				ThreadPoolTaskExecutor workers = application.getBean("taskstreamExecutor",
						ThreadPoolTaskExecutor.class);

				assertThat(workers.getCorePoolSize()).isEqualTo(3);
				assertThat(workers.getMaxPoolSize()).isEqualTo(3);
				assertThat(workers.getQueueCapacity()).isEqualTo(5);
				assertThat(workers.getThreadPoolExecutor().allowsCoreThreadTimeOut()).isTrue();
				assertThat(workers.getThreadPoolExecutor().getRejectedExecutionHandler())
					.isInstanceOf(ThreadPoolExecutor.AbortPolicy.class);
				assertThat(workers.getKeepAliveSeconds()).isEqualTo(7);
				assertThat(workers.getThreadPriority()).isEqualTo(4);
				assertThat(workers.getThreadNamePrefix()).isEqualTo("taskstream-worker-");
			});
	}

	private static ContextConsumer<AssertableWebApplicationContext> onlyOwn(Class<?> type) {
		return (context) -> assertThat(context).getBeanNames(type).containsExactly("own");
	}

	@Test
	void parametersAreValidated() {
		this.runner.run((context) -> assertThatExceptionOfType(InvalidTaskParametersException.class)
			.isThrownBy(() -> context.getBean(TaskService.class).start(new Greeting(), new Name(" ")))
			.withMessage("Invalid task parameters: name must not be blank"));
	}

	@Test
	void withoutAValidatorEverythingIsAccepted() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(TaskstreamAutoConfiguration.class))
			.run((context) -> assertThat(resultOf(context, " ")).isEqualTo("{\"helloTo\":\" \"}"));
	}

	@Test
	void resultsAreWrittenByTheMapperOfTheApplication() {
		this.runner
			.withBean(JsonMapper.class,
					() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build())
			.run((context) -> assertThat(resultOf(context, "Ann")).isEqualTo("{\"hello_to\":\"Ann\"}"));
	}

	@Test
	void decoratorsApplyInTheOrderThatTheyHaveOnTheApplicationsExecutor() {
		this.runner.withUserConfiguration(Decorators.class)
			.run((context) -> assertThat(resultOf(context, "Ann")).isEqualTo("{\"helloTo\":\"Ann outer inner\"}"));
	}

	@Test
	void streamsAreRefusedAndTasksEndedWhenTheContextStopsAndNotAfterItsRestart() {
		this.runner.run((context) -> {
			TaskService service = context.getBean(TaskService.class);
			context.getSourceApplicationContext().stop();
			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> service.start(new Nothing()));

			context.getSourceApplicationContext().start();
			assertThat(resultOf(context, "Ann")).isEqualTo("{\"helloTo\":\"Ann\"}");
		});
	}

	private static String resultOf(AssertableWebApplicationContext context, String name) {
		TaskService service = context.getBean(TaskService.class);
		UUID id = service.start(new Greeting(), new Name(name)).taskId();
		Awaitility.await().until(() -> service.find(id).orElseThrow().status().isFinal());
		return service.find(id).orElseThrow().result();
	}

	record Name(@NotBlank String name) {

	}

	record Hello(String helloTo) {

	}

	static final class Greeting extends BaseTask<Name, Hello> {

		@Override
		protected Hello execute(Name params, ProgressHandle progress) {
			String decoration = MDC.get("decoration");
			return new Hello(params.name() + ((decoration != null) ? decoration : ""));
		}

	}

	static final class Nothing extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void params, ProgressHandle progress) {
			return params;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorators {

		@Bean
		@Order(1)
		TaskDecorator inner() {
			return decorator(" inner");
		}

		@Bean
		@Order(2)
		TaskDecorator outer() {
			return decorator(" outer");
		}

		private static TaskDecorator decorator(String name) {
			return (work) -> () -> {
				String before = MDC.get("decoration");
				try (MDC.MDCCloseable decoration = MDC.putCloseable("decoration",
						(before != null) ? before + name : name)) {
					work.run();
				}
			};
		}

	}

}
