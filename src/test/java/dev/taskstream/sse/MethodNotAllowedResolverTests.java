package dev.taskstream.sse;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;

class MethodNotAllowedResolverTests {

	private static final Exception MISMATCH = new HttpRequestMethodNotSupportedException("PUT", List.of("GET"));

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@ValueSource(strings = { "/api/tasks/x", "/api/tasks/x/stream", "/api/tasks/x/cancel", "/api/tasks/%7Bx/stream" })
	void endpointsOfATaskAreAnswered(String path) {
		assertThat(resolve(path, null, MISMATCH)).isNotNull();
		assertThat(this.response.getStatus()).isEqualTo(405);
		assertThat(this.response.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/api/tasks", "/api/tasks/x/result", "/api/tasks/x/stream/y", "/other/x/stream" })
	void everyOtherPathIsTheApplications(String path) {
		assertLeftAlone(path, null, MISMATCH);
	}

	@Test
	void whatAControllerThrowsIsItsOwn() {
		assertLeftAlone("/api/tasks/x", this, MISMATCH);
	}

	@Test
	void otherExceptionsAreNotAboutTheMethod() {
		assertLeftAlone("/api/tasks/x", null, new IllegalStateException());
	}

	private void assertLeftAlone(String path, @Nullable Object handler, Exception exception) {
		assertThat(resolve(path, handler, exception)).isNull();
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	private @Nullable ModelAndView resolve(String path, @Nullable Object handler, Exception exception) {
		return new MethodNotAllowedResolver().resolveException(new MockHttpServletRequest("PUT", path), this.response,
				handler, exception);
	}

}
