package dev.taskstream.neighbours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskUnavailableException;
import dev.taskstream.neighbours.Neighbourhood.Container;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static dev.taskstream.neighbours.EndpointsAmongNeighboursTests.header;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rejections that an application's controllers let through.
 */
@Timeout(60)
class RejectionsTests {

	private static final String[] ONE_PLACE = { "taskstream.executor.pool-size=1",
			"taskstream.executor.queue-capacity=0" };

	@ParameterizedTest
	@ValueSource(classes = { Neighbours.None.class, Neighbours.WrappingAdvice.class, Neighbours.CatchAllAdvice.class,
			Neighbours.GreedyConverter.class, Neighbours.XmlByDefault.class, Neighbours.OwnMvc.class })
	void rejectionsAreProblems(Class<?> neighbour) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Container.TOMCAT,
				List.of(Starting.class, Unavailable.class, neighbour), ONE_PLACE)) {
			HttpResponse<String> invalid = application.send("POST", "/greetings?name=%20");
			assertThat(invalid.statusCode()).isEqualTo(400);
			assertThat(header(invalid, "Content-Type")).startsWith("application/problem+json");
			assertThat(invalid.body()).contains("\"errors\":[{\"field\":\"name\",\"message\":\"must not be blank\"}]");

			assertThat(application.send("POST", "/greetings?name=Ada").statusCode()).isEqualTo(200);
			HttpResponse<String> full = application.send("POST", "/greetings?name=Bob");
			assertThat(full.statusCode()).isEqualTo(503);
			assertThat(header(full, "Content-Type")).startsWith("application/problem+json");
			assertThat(header(full, "Retry-After")).isEqualTo("2");
			assertThat(header(full, "Cache-Control")).isEqualTo("no-store");

			HttpResponse<String> unavailable = application.send("POST", "/unavailable");
			assertThat(unavailable.statusCode()).isEqualTo(503);
			assertThat(header(unavailable, "Retry-After")).isEqualTo("2");
			assertThat(unavailable.body()).contains("Another node has it");
		}
	}

	@ParameterizedTest
	@EnumSource(Container.class)
	void adviceThatNamesTheExceptionPrecedes(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, List.of(Starting.class, NamedAdvice.class),
				ONE_PLACE)) {
			assertThat(application.send("POST", "/greetings?name=Ada").statusCode()).isEqualTo(200);
			assertThat(application.send("POST", "/greetings?name=Bob").body()).isEqualTo("Please queue elsewhere");
			assertThat(header(application.send("POST", "/greetings?name="), "Content-Type"))
				.startsWith("application/problem+json");
		}
	}

	@Test
	void handlerOfTheControllerItselfPrecedesAndAdviceOfOthersDoesNot() throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Container.TOMCAT,
				List.of(Unavailable.class, OwnHandler.class, AdviceOfAnother.class))) {
			assertThat(application.send("POST", "/own").body()).isEqualTo("Mine");
			HttpResponse<String> unavailable = application.send("POST", "/unavailable");
			assertThat(unavailable.statusCode()).isEqualTo(503);
			assertThat(unavailable.body()).contains("Another node has it");
		}
	}

	@Test
	void rejectionIsFoundAmongTheCausesAndNotSearchedForever() throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Container.TOMCAT, Wrapping.class)) {
			assertThat(application.send("POST", "/wrapped").statusCode()).isEqualTo(503);
			assertThat(application.send("POST", "/circular").statusCode()).isEqualTo(500);
		}
	}

	@RestController
	static class OwnHandler {

		@PostMapping("/own")
		void find() {
			throw new TaskUnavailableException("Another node has it");
		}

		@ExceptionHandler
		String mine(TaskUnavailableException ex) {
			return "Mine";
		}

	}

	@RestControllerAdvice(assignableTypes = OwnHandler.class)
	static class AdviceOfAnother {

		@ExceptionHandler
		String others(TaskUnavailableException ex) {
			return "Not mine";
		}

	}

	@RestController
	static class Wrapping {

		@PostMapping("/wrapped")
		void wrapped() {
			throw new IllegalStateException(
					new UncheckedIOException(new IOException(new TaskUnavailableException("Another node has it"))));
		}

		@PostMapping("/circular")
		void circular() {
			IllegalStateException outer = new IllegalStateException("outer");
			outer.initCause(new IllegalStateException("inner", outer));
			throw outer;
		}

	}

	@RestController
	static class Starting {

		private final TaskService tasks;

		Starting(TaskService tasks) {
			this.tasks = tasks;
		}

		@PostMapping("/greetings")
		ResponseEntity<Void> start(@RequestParam String name) {
			this.tasks.start(new Greeting(), new Greeting.Params(name));
			return ResponseEntity.ok().build();
		}

	}

	@RestController
	static class Unavailable {

		@PostMapping("/unavailable")
		void find() {
			throw new TaskUnavailableException("Another node has it");
		}

	}

	@RestControllerAdvice
	static class NamedAdvice {

		@ExceptionHandler
		ResponseEntity<String> full(TaskQueueFullException ex) {
			return ResponseEntity.status(429).body("Please queue elsewhere");
		}

		@ExceptionHandler
		ResponseEntity<String> any(Exception ex) {
			return ResponseEntity.internalServerError().body("Something went wrong");
		}

	}

	private static final class Greeting extends BaseTask<Greeting.Params, Void> {

		@Override
		protected Void execute(Params params, ProgressHandle progress) throws InterruptedException {
			new CountDownLatch(1).await();
			return null;
		}

		record Params(@NotBlank String name) {

		}

	}

}
