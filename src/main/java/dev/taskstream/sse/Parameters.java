package dev.taskstream.sse;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Utility methods that read the parameters of a request. A malformed query has no
 * parameters: Tomcat throws on it, and any client could cause an error in the log.
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
