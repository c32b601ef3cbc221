package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.taskstream.engine.Engines;
import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class StreamEnvironmentCheckTests {

	@Test
	void oneLineSaysTheEffectiveLimitsAndDefaultsWarnOfNothing(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with("taskstream.executor.pool-size=3",
				"taskstream.executor.queue-capacity=7")) {
			assertThat(output.getOut().lines().filter((line) -> line.contains("Taskstream runs"))).singleElement()
				.asString()
				.contains("INFO", "up to 3 tasks", "queues up to 7", "up to 10000 streams", "max-connections: 8192")
				.containsPattern("file descriptors: \\d+");
			assertThat(output).doesNotContain("WARN");
		}
	}

	@Test
	void warnsOfCompressedStreams(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with("server.compression.enabled=true",
				"server.compression.additional-mime-types=text/event-stream")) {
			assertThat(warnings(output)).singleElement()
				.asString()
				.contains("server.compression covers text/event-stream");
		}
	}

	@Test
	void compressionOfOtherTypesIsFine(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with("server.compression.enabled=true")) {
			assertThat(warnings(output)).isEmpty();
		}
	}

	@Test
	void warnsOfOpenInView(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with(OpenInView.class)) {
			assertThat(warnings(output)).singleElement().asString().contains("spring.jpa.open-in-view is on");
		}
	}

	@Test
	void warnsOfFewerConnectionsThanStreams(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with("server.tomcat.max-connections=50",
				"taskstream.stream.max-streams=51")) {
			assertThat(warnings(output)).singleElement()
				.asString()
				.contains("server.tomcat.max-connections (50) is below taskstream.stream.max-streams (51)");
		}
	}

	@Test
	void warnsWhenMoreStreamsAreWantedThanTheDefaultConnectionsCarry(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with("taskstream.stream.max-streams=9000")) {
			assertThat(warnings(output)).singleElement()
				.asString()
				.contains("server.tomcat.max-connections (8192) is below taskstream.stream.max-streams (9000)");
		}
	}

	@Test
	void warnsOnceOfAFilterThatCachesContent(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.with(ContentCaching.class)) {
			assertThat(warnings(output)).isEmpty();
			Engines.Stubborn task = new Engines.Stubborn();
			String stream = application.start(task);

			CompletableFuture<?> first = open(application, stream);
			CompletableFuture<?> second = open(application, stream);

			await().until(() -> !warnings(output).isEmpty());
			task.letGo.countDown();
			await().until(() -> first.isDone() && second.isDone());
			assertThat(warnings(output)).singleElement().asString().contains("ContentCachingResponseWrapper");
		}
	}

	private static CompletableFuture<?> open(RunningApplication application, String stream) {
		return HttpClient.newHttpClient().sendAsync(application.request(stream), HttpResponse.BodyHandlers.ofString());
	}

	@Test
	@Timeout(25)
	void aShallowEtagFilterLetsEventsThroughAtOnce(CapturedOutput output) throws IOException, InterruptedException {
		Engines.Stubborn task = new Engines.Stubborn();
		try (RunningApplication application = RunningApplication.with(ShallowEtag.class)) {
			HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
				.send(application.request(application.start(task)), HttpResponse.BodyHandlers.ofLines());
			Iterator<String> lines = response.body().iterator();

			while (!lines.next().equals("event: task_started")) {
				assertThat(lines).hasNext();
			}
			task.letGo.countDown();

			assertThat(lines).toIterable().contains("event: task_completed");
			assertThat(warnings(output)).isEmpty();
		}
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("WARN")).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class OpenInView {

		@Bean
		OpenEntityManagerInViewInterceptor openEntityManagerInViewInterceptor() {
			OpenEntityManagerInViewInterceptor interceptor = new OpenEntityManagerInViewInterceptor();
			interceptor
				.setEntityManagerFactory((EntityManagerFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
						new Class<?>[] { EntityManagerFactory.class }, (proxy, method, arguments) -> null));
			return interceptor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ContentCaching {

		@Bean
		Filter contentCachingFilter() {
			return (request, response, chain) -> {
				ContentCachingResponseWrapper wrapper = new ContentCachingResponseWrapper(
						(HttpServletResponse) response);
				chain.doFilter(request, wrapper);
				wrapper.copyBodyToResponse();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ShallowEtag {

		@Bean
		ShallowEtagHeaderFilter shallowEtagHeaderFilter() {
			return new ShallowEtagHeaderFilter();
		}

	}

}
