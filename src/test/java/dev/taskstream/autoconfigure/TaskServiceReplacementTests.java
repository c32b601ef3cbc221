package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that put something of their own in the place of the {@link TaskService},
 * while the endpoints go on working on the engine.
 */
class TaskServiceReplacementTests {

	/**
	 * The calls that the application's replacement has seen.
	 */
	private static final List<String> seen = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@ValueSource(classes = { JdkProxies.class, InterfaceAspect.class, ClassAspect.class, Decorator.class })
	void theReplacementSeesTheApplicationsCallsAndTheEndpointsWork(Class<?> replacement)
			throws IOException, InterruptedException {
		seen.clear();
		try (RunningApplication application = RunningApplication.with(replacement)) {
			String stream = application.start(Engines.quick("quick"));

			assertThat(application.get(stream).body()).contains("event: task_completed");
			assertThat(application.get(stream.replace("/stream", "")).statusCode()).isEqualTo(200);
			assertThat(application.bean(TaskService.class)).isNotSameAs(application.bean(TaskEngine.class).service());
			assertThat(seen).contains("start").doesNotContain("log", "find");
		}
	}

	@Test
	void aServiceThatHasNothingToDoWithTheEngineIsTheApplicationsOwnAffair() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with(Unrelated.class)) {
			assertThat(application.bean(TaskService.class)).isInstanceOf(NoTasks.class);

			TaskStartResponse started = application.bean(TaskEngine.class).service().start(Engines.quick("quick"));

			assertThat(application.get(started.streamUrl()).body()).contains("event: task_completed");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class JdkProxies {

		@Bean
		static BeanPostProcessor wrapper() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof TaskService service) ? recording(service) : bean;
				}

			};
		}

		private static Object recording(TaskService service) {
			return Proxy.newProxyInstance(TaskService.class.getClassLoader(), new Class<?>[] { TaskService.class },
					(proxy, method, arguments) -> {
						seen.add(method.getName());
						try {
							return method.invoke(service, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

	abstract static class Aspect {

		@Bean
		static DefaultPointcutAdvisor aspect() {
			ClassFilter services = TaskService.class::isAssignableFrom;
			return new DefaultPointcutAdvisor(new ComposablePointcut(services), (MethodInterceptor) (invocation) -> {
				seen.add(invocation.getMethod().getName());
				return invocation.proceed();
			});
		}

		static DefaultAdvisorAutoProxyCreator proxies(boolean ofClasses) {
			DefaultAdvisorAutoProxyCreator proxies = new DefaultAdvisorAutoProxyCreator();
			proxies.setProxyTargetClass(ofClasses);
			return proxies;
		}

	}

	/**
	 * An aspect with {@code spring.aop.proxy-target-class=false}.
	 */
	@Configuration(proxyBeanMethods = false)
	static class InterfaceAspect extends Aspect {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies() {
			return proxies(false);
		}

	}

	/**
	 * An aspect with the default, which subclasses the service.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ClassAspect extends Aspect {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies() {
			return proxies(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorator {

		@Bean
		TaskService audited(@Qualifier("taskstreamService") TaskService delegate) {
			return new AuditedTaskService(delegate);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unrelated {

		@Bean
		TaskService another() {
			return new NoTasks();
		}

	}

	record AuditedTaskService(TaskService delegate) implements TaskService {

		@Override
		public <P extends @Nullable Object> TaskStartResponse start(BaseTask<P, ?> task, P params,
				StartOptions options) {
			seen.add("start");
			return this.delegate.start(task, params, options);
		}

		@Override
		public Optional<TaskInfo> find(UUID taskId) {
			return this.delegate.find(taskId);
		}

		@Override
		public List<TaskInfo> findByOwner(String owner) {
			return this.delegate.findByOwner(owner);
		}

		@Override
		public String streamUrl(UUID taskId) {
			return this.delegate.streamUrl(taskId);
		}

		@Override
		public CompletableFuture<TaskInfo> whenEnded(UUID taskId) {
			return this.delegate.whenEnded(taskId);
		}

		@Override
		public boolean cancel(UUID taskId) {
			return this.delegate.cancel(taskId);
		}

		@Override
		public boolean remove(UUID taskId) {
			return this.delegate.remove(taskId);
		}

		@Override
		public Optional<TaskLog> log(UUID taskId) {
			return this.delegate.log(taskId);
		}

	}

}
