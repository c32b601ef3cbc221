package dev.taskstream.reliability;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.autoconfigure.TaskstreamAutoConfiguration;
import dev.taskstream.autoconfigure.TaskstreamEndpointAutoConfiguration;
import dev.taskstream.autoconfigure.TaskstreamProperties;
import dev.taskstream.engine.Engines;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever somebody sets {@code taskstream.base-path} to, the endpoints are there, or the
 * application says at its start that it cannot be.
 */
class BasePathTests {

	private static final int VALUES = Size.of("base-paths", 200);

	private static final int APPLICATIONS = Size.of("applications", 6);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String PROPERTY = "taskstream.base-path";

	private static final String COMPLAINT = PROPERTY + " must ";

	/** What paths are made of, and some of what they are not. */
	private static final String[] PIECES = { "/", "/", "/", "/", "a", "Z", "0", "api", "tasks", "stream", "cancel",
			"taskstream", ".", ".", "..", "-", "_", "~", "6f5d1c1e-0000-4000-8000-000000000000", "%41", "%2e", "%", " ",
			"*", "**", "?", "{id}", "#", ";", "\\", ":", "é", "\0", "\n" };

	private final long seed = Size.seed();

	private final Random random = new Random(this.seed);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskstreamAutoConfiguration.class, TaskstreamEndpointAutoConfiguration.class,
					JacksonAutoConfiguration.class, ValidationAutoConfiguration.class, WebMvcAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class));

	@Test
	void valueIsAPathOrIsRefusedByName() {
		values().limit(VALUES).forEach((value) -> {
			if (isPath(value)) {
				assertThat(bind(value).basePath()).as("with the seed %s", this.seed).isEqualTo(value);
			}
			else {
				assertThatExceptionOfType(BindException.class).as("'%s' with the seed %s", value, this.seed)
					.isThrownBy(() -> bind(value))
					.havingRootCause()
					.withMessageStartingWith(COMPLAINT)
					.withMessageContaining(value);
			}
		});
	}

	@Test
	void applicationWithAnotherValueDoesNotStart() {
		values().filter((value) -> !isPath(value))
			.limit(APPLICATIONS)
			.forEach((value) -> this.runner
				.withInitializer((context) -> context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("test", Map.of(PROPERTY, value))))
				.run((context) -> assertThat(context).getFailure()
					.as("'%s' with the seed %s", value, this.seed)
					.rootCause()
					.hasMessageStartingWith(COMPLAINT)));
	}

	@Test
	void everyEndpointIsBelowThePath() {
		values().filter(BasePathTests::isPath)
			.distinct()
			.limit(APPLICATIONS)
			.forEach((path) -> this.runner.withPropertyValues(PROPERTY + "=" + path)
				.run((context) -> everyEndpointIsBelow(path, context)));
	}

	private void everyEndpointIsBelow(String path, WebApplicationContext context) {
		String about = "%s with the seed %s".formatted(path, this.seed);
		MockMvcTester client = MockMvcTester.from(context);
		TaskService tasks = context.getBean(TaskService.class);
		TaskStartResponse started = tasks.start(Engines.quick("quick"));
		tasks.whenEnded(started.taskId()).join();
		String task = path + "/" + started.taskId();
		String unknown = path + "/" + UUID.randomUUID();

		assertThat(started.streamUrl()).as(about).isEqualTo(task + "/stream");
		assertThat(client.get().uri(URI.create(started.streamUrl())).exchange(PATIENCE)).as(about)
			.hasStatusOk()
			.bodyText()
			.contains("event: task_completed");
		assertThat(client.get().uri(URI.create(path + "/stream?taskId=" + started.taskId())).exchange(PATIENCE))
			.as(about)
			.hasStatusOk()
			.bodyText()
			.contains("event: task_completed");
		assertThat(client.get().uri(URI.create(path))).as(about).hasStatus(403);
		assertThat(client.get().uri(URI.create(task))).as(about).hasStatusOk();
		assertThat(client.post().uri(URI.create(task + "/cancel"))).as(about).hasStatus(409);
		for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.DELETE)) {
			assertThat(client.method(method).uri(URI.create(unknown))).as(about).hasStatus(404);
		}
		assertThat(client.delete().uri(URI.create(task))).as(about).hasStatus(204);
		assertThat(client.put().uri(URI.create(unknown))).as(about).hasStatus(405);
		FilterRegistrationBean<?> cors = (FilterRegistrationBean<?>) context.getBean("taskstreamCorsFilter");
		assertThat(cors.getUrlPatterns()).contains(path + "/*");
	}

	/**
	 * Tomcat, its filters and its clean-up of paths included.
	 */
	@Test
	void serverAnswersBelowAnOddPath() throws Exception {
		String path = "/..." + values().filter(BasePathTests::isPath).skip(3).findFirst().orElseThrow() + "/~/stream";
		RunningService service = RunningService.start("--" + PROPERTY + "=" + path);
		try {
			TaskStartResponse started = service.tasks().start(Engines.quick("quick"));

			Answer answer = Answer.of(service.port(), started.streamUrl());

			assertThat(started.streamUrl()).startsWith(path + "/");
			assertThat(answer.events()).as("%s with the seed %s", path, this.seed).hasSize(2);
			assertThat(answer.head()).contains("Access-Control-Allow-Origin: *");
		}
		finally {
			GracefulStop.of(service);
		}
	}

	private Stream<String> values() {
		return Stream.generate(() -> this.random.nextBoolean() ? anything() : likely());
	}

	private String anything() {
		return IntStream.range(0, this.random.nextInt(8))
			.mapToObj((i) -> PIECES[this.random.nextInt(PIECES.length)])
			.collect(Collectors.joining());
	}

	private String likely() {
		return IntStream.range(0, this.random.nextInt(1, 5))
			.mapToObj((i) -> "/" + PIECES[this.random.nextInt(4, 19)] + PIECES[this.random.nextInt(4, 19)])
			.collect(Collectors.joining());
	}

	/**
	 * Whether a value is an absolute path of RFC 3986 whose characters need no escape,
	 * and which nothing on the way shortens: no empty segment, none of dots. The browser
	 * modules have a path of their own.
	 */
	private static boolean isPath(String value) {
		List<String> segments = Arrays.asList(value.split("/", -1));
		return segments.size() > 1
				&& segments.get(0)
					.isEmpty()
				&& segments.stream()
					.skip(1)
					.allMatch((segment) -> !segment.isEmpty() && !segment.equals(".") && !segment.equals("..")
							&& segment.chars().allMatch(BasePathTests::isUnreserved))
				&& !value.equals("/taskstream");
	}

	private static boolean isUnreserved(int c) {
		return (c < 0x80 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
	}

	private static TaskstreamProperties bind(String value) {
		return new Binder(new MapConfigurationPropertySource(Map.of(PROPERTY, value))).bindOrCreate("taskstream",
				TaskstreamProperties.class);
	}

}
