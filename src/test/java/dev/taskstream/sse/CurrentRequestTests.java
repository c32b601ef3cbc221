package dev.taskstream.sse;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

class CurrentRequestTests {

	private static final UUID ID = UUID.randomUUID();

	private final CurrentRequest current = new CurrentRequest("/configured", "/api/tasks", () -> null);

	private static MockHttpServletRequest serve() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		return request;
	}

	@AfterEach
	void endRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void streamUrlHasTheConfiguredContextPathOffARequest() {
		assertThat(this.current.streamUrl(ID)).isEqualTo("/configured/api/tasks/" + ID + "/stream");
		assertThat(this.current.owner()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "'', ''", "/app, /app", "//evil.example, /evil.example", "///a/b, /a/b" })
	void streamUrlHasTheRequestsContextPathWithOneSlashAtItsStart(String contextPath, String prefix) {
		serve().setContextPath(contextPath);

		assertThat(this.current.streamUrl(ID)).isEqualTo(prefix + "/api/tasks/" + ID + "/stream");
	}

	@Test
	void theOwnerIsTheAuthenticatedPrincipal() {
		serve().setUserPrincipal(() -> "alice");

		assertThat(this.current.owner()).isEqualTo("alice");
	}

	@Test
	void thereIsNoOwnerWithoutAPrincipal() {
		serve();

		assertThat(this.current.owner()).isNull();
	}

	@Test
	void securityContextTellsTheOwnerWhereTheRequestDoesNotYet() {
		CurrentRequest beforeTheServlet = new CurrentRequest("", "/api/tasks", () -> "bob");
		MockHttpServletRequest request = serve();
		assertThat(beforeTheServlet.owner()).isEqualTo("bob");

		request.setUserPrincipal(() -> "alice");
		assertThat(beforeTheServlet.owner()).isEqualTo("alice");
	}

}
