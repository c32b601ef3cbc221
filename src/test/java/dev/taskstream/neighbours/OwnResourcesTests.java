package dev.taskstream.neighbours;

import java.net.http.HttpResponse;

import dev.taskstream.sse.EndpointClashException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static dev.taskstream.neighbours.EndpointsAmongNeighboursTests.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application's own resources below the path of the endpoints.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class OwnResourcesTests {

	@ParameterizedTest
	@EnumSource(Neighbourhood.Container.class)
	void resourcesAndTheirCorsStayTheApplications(Neighbourhood.Container container) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, Resources.class)) {
			isOwn(application.send("POST", "/api/tasks"), "started");
			isOwn(application.send("POST", "/api/tasks/mine"), "mine");
			isOwn(application.send("GET", "/api/tasks/mine"), "my list");
			isOwn(application.send("GET", "/api/tasks/7"), "number 7");
			isOwn(application.send("DELETE", "/api/tasks/7"), "deleted 7");
			isOwn(application.send("GET", "/api/tasks/7/notes"), "notes of 7");
			assertThat(application.send("DELETE", "/api/tasks/mine").statusCode()).isEqualTo(405);
			assertThat(application.send("GET", "/api/tasks/6f1a2b3c-0000-4000-8000-0123456789ab").statusCode())
				.isEqualTo(404);
		}
	}

	@Test
	void crossOriginRequestIsDecidedByTheApplication() throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Neighbourhood.Container.TOMCAT, Resources.class)) {
			String[] foreign = { "Origin", "https://foreign.example" };
			assertThat(application.send("POST", "/api/tasks/mine", foreign).statusCode()).isEqualTo(403);
			HttpResponse<String> preflight = application.send("OPTIONS", "/api/tasks/mine", "Origin",
					"https://foreign.example", "Access-Control-Request-Method", "POST");
			assertThat(preflight.statusCode()).isEqualTo(403);
			HttpResponse<String> permitted = application.send("POST", "/api/tasks/mine", "Origin",
					"https://only.example");
			assertThat(header(permitted, "Access-Control-Allow-Origin")).isEqualTo("https://only.example");
		}
	}

	@Test
	void functionalEndpointStaysTheApplications() throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Neighbourhood.Container.TOMCAT, Functions.class)) {
			isOwn(application.send("POST", "/api/tasks"), "routed");
			assertThat(application.send("GET", "/api/tasks").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void errorOfAFunctionalEndpointStaysTheApplications() throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Neighbourhood.Container.TOMCAT, FailingFunctions.class)) {
			assertThat(application.send("PUT", "/api/tasks/mine").statusCode()).isEqualTo(410);
		}
	}

	private static void isOwn(HttpResponse<String> response, String body) {
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(body);
		assertThat(header(response, "Access-Control-Allow-Origin")).isEmpty();
		assertThat(header(response, "Cache-Control")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { SameVariable.class, OtherVariable.class, SameList.class, AnyMethod.class })
	void clashIsNamedAtTheStart(Class<?> clash, CapturedOutput output) {
		assertThatExceptionOfType(EndpointClashException.class)
			.isThrownBy(() -> Neighbourhood.of(Neighbourhood.Container.TOMCAT, clash));

		assertThat(output).contains("APPLICATION FAILED TO START", clash.getSimpleName() + "#own",
				"taskstream.base-path=");
	}

	@ParameterizedTest
	@ValueSource(classes = { SameVariable.class, OtherVariable.class, SameList.class, AnyMethod.class })
	void otherBasePathAvoidsTheClash(Class<?> clash) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(Neighbourhood.Container.TOMCAT, clash,
				"taskstream.base-path=/background/tasks")) {
			String id = "6f1a2b3c-0000-4000-8000-0123456789ab";
			isOwn(application.send("GET", (clash == SameList.class) ? "/api/tasks" : "/api/tasks/" + id), "own");
			assertThat(application.send("GET", "/background/tasks/" + id).statusCode()).isEqualTo(404);
		}
	}

	@RestController
	static class Resources implements WebMvcConfigurer {

		@PostMapping("/api/tasks")
		String start() {
			return "started";
		}

		@PostMapping("/api/tasks/mine")
		String mine() {
			return "mine";
		}

		@GetMapping("/api/tasks/mine")
		String myList() {
			return "my list";
		}

		@GetMapping("/api/tasks/{number:\\d+}")
		String number(@PathVariable int number) {
			return "number " + number;
		}

		@DeleteMapping("/api/tasks/{number:\\d+}")
		String delete(@PathVariable int number) {
			return "deleted " + number;
		}

		@GetMapping("/api/tasks/{number}/notes")
		String notes(@PathVariable int number) {
			return "notes of " + number;
		}

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://only.example");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@Bean
		RouterFunction<ServerResponse> starts() {
			return RouterFunctions.route().POST("/api/tasks", (request) -> ServerResponse.ok().body("routed")).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingFunctions {

		@Bean
		RouterFunction<ServerResponse> versions() {
			return RouterFunctions.route((request) -> {
				throw new ResponseStatusException(HttpStatus.GONE, "No such version");
			}, (request) -> ServerResponse.ok().build());
		}

	}

	@RestController
	static class SameVariable {

		@GetMapping("/api/tasks/{taskId}")
		String own() {
			return "own";
		}

	}

	@RestController
	static class OtherVariable {

		@GetMapping("/api/tasks/{number}")
		String own() {
			return "own";
		}

	}

	@RestController
	static class SameList {

		@GetMapping("/api/tasks")
		String own() {
			return "own";
		}

	}

	@RestController
	static class AnyMethod {

		@RequestMapping("/api/tasks/{number}")
		String own() {
			return "own";
		}

	}

}
