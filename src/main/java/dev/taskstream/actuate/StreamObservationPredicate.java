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

	private static final Pattern STREAM = Pattern.compile("/api/tasks/([^/]+/)?stream(;[^/]*)?$");

	@Override
	public boolean test(String name, Observation.Context context) {
		HttpServletRequest request = (context instanceof ServerRequestObservationContext server) ? server.getCarrier()
				: null;
		return request == null || !STREAM.matcher(request.getRequestURI()).find();
	}

}
