package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.taskstream.engine.Engines;
import dev.taskstream.sse.OpenStreams;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.web.context.support.ServletRequestHandledEvent;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AwaitedDispatchTests {

	private static final String WITHOUT_TOMCAT = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

	/**
	 * How often Spring MVC has handled a stream that was read to its end.
	 */
	private static int dispatches(Class<?> configuration, String... properties) throws Exception {
		try (RunningApplication application = RunningApplication.with(configuration, properties)) {
			Engines.Stubborn task = new Engines.Stubborn();
			String stream = application.start(task);
			task.started.await();
			task.letGo.countDown();

			assertThat(application.get(stream).body()).contains("event: task_completed\n");
			await().until(() -> application.bean(OpenStreams.class).size() == 0);
			return application.bean(Handled.class).count(stream);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", WITHOUT_TOMCAT })
	void whereNothingWaitsForItThereIsNone(String property) throws Exception {
		assertThat(dispatches(Handled.class, property)).isOne();
	}

	@ParameterizedTest
	@ValueSource(classes = { InterceptorThatOnlyPrepares.class, FilterOfRequests.class, FilterOncePerRequest.class })
	void whoeverDoesNothingAfterARequestDoesNotWaitForIt(Class<?> configuration) throws Exception {
		assertThat(dispatches(configuration)).isOne();
	}

	@ParameterizedTest
	@ValueSource(classes = { InterceptorWithPostHandle.class, FilterOfAsyncDispatches.class,
			FilterOfEveryDispatch.class, Etags.class, FilterWithoutABean.class })
	void whoeverMayDoSomethingWithItGetsIt(Class<?> configuration) throws Exception {
		assertThat(dispatches(configuration)).isEqualTo(2);
	}

	@Test
	void anInterceptorIsToldOfTheCompletion() throws Exception {
		assertThat(dispatches(InterceptorWithAfterCompletion.class)).isEqualTo(2);
		assertThat(InterceptorWithAfterCompletion.completions).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	static class Handled {

		private final List<String> urls = new CopyOnWriteArrayList<>();

		@EventListener
		void handled(ServletRequestHandledEvent event) {
			this.urls.add(event.getRequestUrl());
		}

		int count(String url) {
			return (int) this.urls.stream().filter(url::equals).count();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	abstract static class Intercepted implements WebMvcConfigurer, HandlerInterceptor {

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(this);
		}

	}

	static class InterceptorThatOnlyPrepares extends Intercepted {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			return true;
		}

	}

	static class InterceptorWithPostHandle extends Intercepted {

		@Override
		public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
				ModelAndView view) {
		}

	}

	static class InterceptorWithAfterCompletion extends Intercepted {

		private static final List<Object> completions = new CopyOnWriteArrayList<>();

		@Override
		public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
				Exception ex) {
			completions.add(handler);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	static class FilterOfRequests {

		@Bean
		Filter filter() {
			return (request, response, chain) -> chain.doFilter(request, response);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	static class FilterOfAsyncDispatches {

		@Bean
		FilterRegistrationBean<Filter> filter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	static class FilterOncePerRequest {

		@Bean
		OncePerRequestFilter filter() {
			return new PassingFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	static class FilterOfEveryDispatch {

		@Bean
		OncePerRequestFilter filter() {
			return new PassingFilter() {

				@Override
				protected boolean shouldNotFilterAsyncDispatch() {
					return false;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	static class Etags {

		@Bean
		ShallowEtagHeaderFilter filter() {
			return new ShallowEtagHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Handled.class)
	static class FilterWithoutABean {

		@Bean
		ServletContextInitializer registersAFilter() {
			return (context) -> context.addFilter("added", new PassingFilter())
				.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
		}

	}

	private static class PassingFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
		}

	}

}
