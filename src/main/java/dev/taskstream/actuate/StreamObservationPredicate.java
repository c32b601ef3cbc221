package dev.taskstream.actuate;

import java.util.regex.Pattern;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * An {@link ObservationPredicate} that excludes requests for streams from
 * {@code http.server.requests}, which would report the life of a stream as the latency of
 * a request.
 */
public final class StreamObservationPredicate implements ObservationPredicate {

	private final Pattern stream;

	/**
	 * Create a predicate.
	 * @param basePath the path of the endpoints
	 */
	public StreamObservationPredicate(String basePath) {
		this.stream = Pattern.compile(Pattern.quote(basePath) + "/([^/]+/)?stream(;[^/]*)?$");
	}

	@Override
	public boolean test(String name, Observation.Context context) {
		HttpServletRequest request = (context instanceof ServerRequestObservationContext server) ? server.getCarrier()
				: null;
		return request == null || !this.stream.matcher(request.getRequestURI()).find();
	}

}
