package dev.taskstream.actuate;

import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class StreamObservationPredicateTests {

	private final StreamObservationPredicate predicate = new StreamObservationPredicate("/api/tasks");

	@ParameterizedTest
	@ValueSource(strings = { "/api/tasks/6f2f6c0e-97a5-4b5e-a6a8-5a2b6a0c7e11/stream", "/api/tasks/stream",
			"/context/api/tasks/stream", "/api/tasks/stream;jsessionid=1" })
	void streamsAreNotObserved(String uri) {
		assertThat(observes(uri)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/tasks/6f2f6c0e-97a5-4b5e-a6a8-5a2b6a0c7e11", "/api/tasks/1/cancel", "/stream",
			"/api/tasks/1/2/stream", "/api/tasks/streams" })
	void otherRequestsAreObserved(String uri) {
		assertThat(observes(uri)).isTrue();
	}

	@Test
	void observationsOtherThanRequestsAreKept() {
		assertThat(this.predicate.test("job", new Observation.Context())).isTrue();
	}

	private boolean observes(String uri) {
		return this.predicate.test("http.server.requests", new ServerRequestObservationContext(
				new MockHttpServletRequest("GET", uri), new MockHttpServletResponse()));
	}

}
