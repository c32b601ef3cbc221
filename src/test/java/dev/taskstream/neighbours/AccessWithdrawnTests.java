package dev.taskstream.neighbours;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.neighbours.Neighbourhood.Container;
import dev.taskstream.sse.OpenStreams;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams whose caller may not see them any more.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AccessWithdrawnTests {

	@ParameterizedTest
	@EnumSource(Container.class)
	void streamEndsWithItsSession(Container container, CapturedOutput output) throws Exception {
		// Tomcat warns if the random number for a session's id takes its time
		try (Neighbourhood application = Neighbourhood.of(container, Sessions.class,
				"logging.level.org.apache.catalina.util=error")) {
			String cookie = login(application);
			Steps steps = new Steps();
			TaskStartResponse started = application.tasks().start(steps);
			try (BufferedReader mine = open(application, started, "Cookie", cookie);
					BufferedReader others = open(application, started)) {
				assertThat(readUntil(mine, "task_started")).isNotEmpty();

				assertThat(application.send("POST", "/logout", "Cookie", cookie).statusCode()).isEqualTo(200);

				assertThat(mine.lines().toList()).noneMatch((line) -> line.startsWith("event:"));
				steps.finish.countDown();
				assertThat(readUntil(others, "task_completed")).isNotEmpty();
			}
			await().until(() -> application.context().getBean(OpenStreams.class).size() == 0);
		}
		assertThat(output).doesNotContain("WARN", "ERROR");
	}

	@ParameterizedTest
	@EnumSource(Container.class)
	void streamEndsWithANewSessionIdToo(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, Sessions.class)) {
			String cookie = login(application);
			TaskStartResponse started = application.tasks().start(new Steps());
			try (BufferedReader mine = open(application, started, "Cookie", cookie)) {
				assertThat(readUntil(mine, "task_started")).isNotEmpty();

				String changed = cookieOf(application.send("POST", "/change", "Cookie", cookie));
				assertThat(changed).isNotEqualTo(cookie);
				application.send("POST", "/logout", "Cookie", changed);

				assertThat(mine.lines().toList()).noneMatch((line) -> line.startsWith("event:"));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Rule.class)
	void ruleIsAskedAgainWithinTheKeepAlive(Rule rule, CapturedOutput output) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Container.TOMCAT, Policies.class,
				"taskstream.stream.keep-alive=200ms", "spring.main.lazy-initialization=true")) {
			AtomicReference<Predicate<TaskInfo>> current = application.context().getBean(Policies.class).rule;
			TaskStartResponse started = application.tasks().start(new Steps());
			try (BufferedReader stream = open(application, started)) {
				assertThat(readUntil(stream, "task_started")).isNotEmpty();
				assertThat(readUntil(stream, ":keep-alive")).isNotEmpty();

				current.set(rule.predicate);

				assertThat(stream.lines().toList()).noneMatch((line) -> line.startsWith("event:"));
			}
			await().until(() -> application.context().getBean(OpenStreams.class).size() == 0);
		}
		assertThat(output).doesNotContain("WARN", "ERROR");
	}

	@Test
	void streamOfSeveralTasksEndsWithTheRightToSeeOneOfThem() throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Container.TOMCAT, Policies.class,
				"taskstream.stream.keep-alive=200ms")) {
			UUID first = application.tasks().start(new Steps()).taskId();
			UUID second = application.tasks().start(new Steps()).taskId();
			try (BufferedReader stream = open(application, "/api/tasks/stream?taskId=" + first + "&taskId=" + second)) {
				assertThat(readUntil(stream, "task_started")).isNotEmpty();
				assertThat(readUntil(stream, "task_started")).isNotEmpty();
				assertThat(readUntil(stream, ":keep-alive")).isNotEmpty();

				application.context().getBean(Policies.class).rule.set((task) -> !task.taskId().equals(second));

				assertThat(stream.lines().toList()).noneMatch((line) -> line.startsWith("event:"));
			}
			await().until(() -> application.context().getBean(OpenStreams.class).size() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource(Container.class)
	void oneCallerCannotTakeAllStreams(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, List.of(Sessions.class, HeaderUser.class),
				"taskstream.stream.max-streams-per-owner=2")) {
			TaskStartResponse started = application.tasks().start(new Steps());
			String[] ada = { "X-User", "ada" };
			try (BufferedReader first = open(application, started, ada)) {
				BufferedReader second = open(application, started, ada);
				assertThat(readUntil(first, "task_started")).isNotEmpty();
				assertThat(readUntil(second, "task_started")).isNotEmpty();

				HttpResponse<String> third = application.send("GET", started.streamUrl(), ada);
				assertThat(third.statusCode()).isEqualTo(200);
				assertThat(third.body()).contains("retry: ", ":too many streams").doesNotContain("event:");
				try (BufferedReader bob = open(application, started, "X-User", "bob")) {
					assertThat(readUntil(bob, "task_started")).isNotEmpty();
				}

				second.close();
				application.tasks().cancel(started.taskId());
			}
			await().until(() -> application.context().getBean(OpenStreams.class).size() == 0);
			TaskStartResponse another = application.tasks().start(new Steps());
			try (BufferedReader again = open(application, another, ada)) {
				assertThat(readUntil(again, "task_started")).isNotEmpty();
			}
		}
	}

	private static String login(Neighbourhood application) throws Exception {
		return cookieOf(application.send("POST", "/login"));
	}

	private static String cookieOf(HttpResponse<?> response) {
		return EndpointsAmongNeighboursTests.header(response, "Set-Cookie").replaceFirst(";.*", "");
	}

	private static BufferedReader open(Neighbourhood application, TaskStartResponse started, String... headers)
			throws Exception {
		return open(application, started.streamUrl(), headers);
	}

	private static BufferedReader open(Neighbourhood application, String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + application.port() + path));
		return new BufferedReader(new InputStreamReader(HttpClient.newHttpClient()
			.send(((headers.length > 0) ? request.headers(headers) : request).build(), BodyHandlers.ofInputStream())
			.body()));
	}

	private static String readUntil(BufferedReader stream, String part) throws Exception {
		for (String line = stream.readLine(); line != null; line = stream.readLine()) {
			if (line.contains(part)) {
				return line;
			}
		}
		return "";
	}

	enum Rule {

		FALSE((task) -> false), EXCEPTION((task) -> {
			throw new IllegalStateException("No database connection");
		}), ERROR((task) -> {
			throw new StackOverflowError();
		});

		private final Predicate<TaskInfo> predicate;

		Rule(Predicate<TaskInfo> predicate) {
			this.predicate = predicate;
		}

	}

	private static final class Steps extends BaseTask<Void, Void> {

		private final CountDownLatch finish = new CountDownLatch(1);

		@Override
		protected Void execute(Void params, ProgressHandle progress) throws InterruptedException {
			this.finish.await();
			return null;
		}

	}

	@RestController
	static class Sessions {

		@PostMapping("/login")
		void login(HttpServletRequest request) {
			request.getSession(true);
		}

		@PostMapping("/change")
		void change(HttpServletRequest request) {
			request.changeSessionId();
		}

		@PostMapping("/logout")
		void logout(HttpServletRequest request) {
			request.getSession(false).invalidate();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Policies {

		final AtomicReference<Predicate<TaskInfo>> rule = new AtomicReference<>((task) -> true);

		@Bean
		TaskAccessPolicy policy() {
			return (task, owner, caller) -> this.rule.get().test(task);
		}

	}

}
