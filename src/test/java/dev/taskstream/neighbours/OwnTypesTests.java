package dev.taskstream.neighbours;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.neighbours.Neighbourhood.Container;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our types in the answers of an application's own controllers, whose JSON library knows
 * none of our annotations and has a naming policy, as Gson may.
 */
class OwnTypesTests {

	@ParameterizedTest
	@EnumSource(Container.class)
	void ourTypesHaveOurNamesAndTheApplicationsHaveItsOwn(Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, List.of(Starting.class, SnakeCase.class))) {
			HttpResponse<String> started = application.send("POST", "/starts");
			assertThat(started.statusCode()).isEqualTo(202);
			assertThat(started.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(started.body())
				.matches("\\{\"taskId\":\"[0-9a-f-]{36}\",\"streamUrl\":\"/api/tasks/.*/stream\"}");
			assertThat(application.send("GET", "/newest").body()).contains("\"createdAt\":\"", "\"result\":");
			assertThat(application.send("GET", "/greeting").body()).isEqualTo("{\"first_name\":\"Ada\"}");
		}
	}

	@RestController
	static class Starting {

		private final TaskService tasks;

		private TaskStartResponse newest;

		Starting(TaskService tasks) {
			this.tasks = tasks;
		}

		@PostMapping("/starts")
		ResponseEntity<TaskStartResponse> start() {
			this.newest = this.tasks.start(new Nothing());
			return ResponseEntity.accepted().body(this.newest);
		}

		@GetMapping("/newest")
		TaskInfo newest() {
			return this.tasks.find(this.newest.taskId()).orElseThrow();
		}

		@GetMapping("/greeting")
		Greeting greeting() {
			return new Greeting("Ada");
		}

	}

	record Greeting(String firstName) {

	}

	private static final class Nothing extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void nothing, ProgressHandle progress) {
			return null;
		}

	}

	static class SnakeCase implements WebMvcConfigurer {

		@Override
		public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
			builder.addCustomConverter(new SnakeCaseConverter());
		}

	}

	private static final class SnakeCaseConverter extends AbstractHttpMessageConverter<Record> {

		SnakeCaseConverter() {
			super(MediaType.APPLICATION_JSON);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type.isRecord();
		}

		@Override
		protected Record readInternal(Class<? extends Record> type, HttpInputMessage message) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void writeInternal(Record value, HttpOutputMessage message) throws IOException {
			String json = Arrays.stream(value.getClass().getRecordComponents())
				.map((component) -> "\"" + component.getName().replaceAll("([A-Z])", "_$1").toLowerCase() + "\":\""
						+ get(component, value) + "\"")
				.collect(Collectors.joining(",", "{", "}"));
			message.getBody().write(json.getBytes(StandardCharsets.UTF_8));
		}

		private static Object get(RecordComponent component, Record value) {
			try {
				component.getAccessor().setAccessible(true);
				return component.getAccessor().invoke(value);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
