package dev.taskstream.sse;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, of which there are none if its query is malformed: Tomcat
 * throws then, which would be an error in the log that any client can cause.
 */
final class Parameters {

	private Parameters() {
	}

	static List<String> all(HttpServletRequest request, String name) {
		try {
			String[] values = request.getParameterValues(name);
			return (values != null) ? List.of(values) : List.of();
		}
		catch (RuntimeException ex) {
			return List.of();
		}
	}

	static @Nullable String first(HttpServletRequest request, String name) {
		List<String> values = all(request, name);
		return values.isEmpty() ? null : values.get(0);
	}

}
