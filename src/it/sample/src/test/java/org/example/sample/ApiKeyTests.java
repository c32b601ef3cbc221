package org.example.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@SampleTest
class ApiKeyTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "", "key-of-ada", "key-of-", "key-of-ada-0123456789abcdef0123456789abcdeF" })
	void aWrongKeyIsRefusedEverywhere(String key) throws Exception {
		for (String path : new String[] { "/api/waits", "/api/tasks/stream", "/taskstream/taskstream.js",
				"/actuator/health", "/error", "/no/such/path" }) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.header(ApiKeyFilter.HEADER, key)
				.build();

			assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
				.as(path)
				.isEqualTo(401);
		}
	}

	@Test
	void aMissingKeyPassesNoFilter() throws Exception {
		MockFilterChain chain = new MockFilterChain();
		MockHttpServletResponse response = new MockHttpServletResponse();

		new ApiKeyFilter(Map.of("ada", "x".repeat(32))).doFilter(new MockHttpServletRequest(), response, chain);

		assertThat(response.getStatus()).isEqualTo(401);
		assertThat(chain.getRequest()).isNull();
	}

	@Test
	void anApplicationWithoutProperKeysDoesNotStart() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyFilter(Map.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyFilter(Map.of("ada", "")));
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyFilter(Map.of("ada", "short")));
	}

}
