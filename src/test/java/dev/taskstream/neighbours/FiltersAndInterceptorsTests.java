package dev.taskstream.neighbours;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.neighbours.Neighbourhood.Container;
import dev.taskstream.sse.OpenStreams;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

import static dev.taskstream.neighbours.EndpointsAmongNeighboursTests.header;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application's filters and interceptors around the endpoints.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class FiltersAndInterceptorsTests {

	@ParameterizedTest
	@EnumSource(Container.class)
	void interceptorsApplyOnceAndMayRefuse(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, Interceptors.class)) {
			TaskStartResponse started = application.tasks().start(new Quick());
			assertThat(application.send("GET", started.streamUrl()).statusCode()).isEqualTo(401);
			assertThat(application.send("GET", started.streamUrl(), "X-Key", "secret").statusCode()).isEqualTo(200);

			List<String> seen = application.context().getBean(Interceptors.class).seen;
			seen.clear();
			assertThat(
					application.send("GET", started.streamUrl().replace("/stream", ""), "X-Key", "secret").statusCode())
				.isEqualTo(200);
			assertThat(seen).containsExactly("mapped", "registered HandlerMethod");
		}
	}

	@ParameterizedTest
	@EnumSource(Container.class)
	void filterWithoutAsyncSupportIsNamedOnceAndAnsweredWithAProblem(Container container, CapturedOutput output)
			throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, SynchronousFilter.class)) {
			assertThat(output).containsOnlyOnce("oldAuditFilter urls=[/*]");
			TaskStartResponse started = application.tasks().start(new Quick());
			for (int i = 0; i < 3; i++) {
				HttpResponse<String> stream = application.send("GET", started.streamUrl(), "Accept",
						"text/event-stream");
				assertThat(stream.statusCode()).isEqualTo(500);
				assertThat(header(stream, "Content-Type")).startsWith("application/problem+json");
			}
			assertThat(application.context().getBean(OpenStreams.class).size()).isZero();
		}
		assertThat(output).containsOnlyOnce("does not support asynchronous processing, so every stream fails")
			.doesNotContain("ERROR");
	}

	private static final class Quick extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void params, ProgressHandle progress) {
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Interceptors implements WebMvcConfigurer {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					Interceptors.this.seen
						.add("registered " + ((handler instanceof HandlerMethod) ? "HandlerMethod" : ""));
					if ("secret".equals(request.getHeader("X-Key"))) {
						return true;
					}
					response.setStatus(401);
					return false;
				}

			}).addPathPatterns("/api/**");
		}

		@Bean
		MappedInterceptor mapped() {
			return new MappedInterceptor(new String[] { "/api/**" }, new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					return Interceptors.this.seen.add("mapped");
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SynchronousFilter {

		@Bean
		FilterRegistrationBean<Filter> oldAuditFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setName("oldAuditFilter");
			registration.addUrlPatterns("/*");
			registration.setAsyncSupported(false);
			return registration;
		}

	}

}
