package dev.taskstream.autoconfigure;

import java.util.Arrays;
import java.util.List;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskService;
import dev.taskstream.sse.TaskCorsFilter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
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
	void policyAndCorsFilterStepBackForTheApplications() {
		this.application.withUserConfiguration(Replacements.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanNamesForType(TaskAccessPolicy.class)).containsExactly("myTaskAccessPolicy");
			assertThat(context.getBean("taskstreamCorsFilter")).isSameAs(Replacements.CORS_FILTER);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Replacements {

		static final FilterRegistrationBean<TaskCorsFilter> CORS_FILTER = new FilterRegistrationBean<>(
				new TaskCorsFilter(List.of("https://app.example.org"), false, () -> {
					throw new IllegalStateException("not used");
				}));

		@Bean
		TaskAccessPolicy myTaskAccessPolicy() {
			return (task, owner, caller) -> false;
		}

		@Bean
		FilterRegistrationBean<TaskCorsFilter> taskstreamCorsFilter() {
			return CORS_FILTER;
		}

	}

}
