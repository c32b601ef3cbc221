package dev.taskstream.sse;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.RequestPath;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a filter in front of the whole application leaves alone.
 */
class TaskCorsFilterTests {

	private final MockFilterChain chain = new MockFilterChain();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private void filter(HttpServletRequest request) throws Exception {
		new TaskCorsFilter(List.of("*"), false, () -> {
			throw new AssertionError("not asked");
		}).doFilter(request, this.response, this.chain);
	}

	@Test
	void pathThatCannotBeDecodedIsNobodys() throws Exception {
		filter(new MockHttpServletRequest("GET", "/api/tasks/%zz"));

		assertThat(this.chain.getRequest()).isNotNull();
		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	@Test
	void pathThatWasParsedBeforeIsTheSameAfterwards() throws Exception {
		RequestPath parsed = RequestPath.parse("/another", null);
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/taskstream/taskstream.js");
		ServletRequestPathUtils.setParsedRequestPath(parsed, request);

		filter(request);

		assertThat(ServletRequestPathUtils.getParsedRequestPath(request)).isSameAs(parsed);
	}

	@Test
	void preflightIsAnsweredForThatOriginAndNotStored() throws Exception {
		MockHttpServletRequest preflight = new MockHttpServletRequest("OPTIONS", "/taskstream/taskstream.js");
		preflight.addHeader("Origin", "https://app.example.org");
		preflight.addHeader("Access-Control-Request-Method", "GET");

		new TaskCorsFilter(List.of("https://app.example.org"), true, () -> {
			throw new AssertionError("not asked");
		}).doFilter(preflight, this.response, this.chain);

		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
		assertThat(this.response.getHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
	}

	@Test
	void pathThatWasNotParsedIsLeftToTheApplication() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/taskstream/taskstream.js");

		filter(request);

		assertThat(ServletRequestPathUtils.hasParsedRequestPath(request)).isFalse();
		assertThat(this.response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
	}

}
