package dev.taskstream.browser;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The requests to the endpoints of tasks, in the order of their answers.
 */
final class RequestLog extends OncePerRequestFilter {

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		if (request.getRequestURI().startsWith("/api/tasks/")) {
			this.entries.add(new Entry(request.getMethod() + " " + request.getRequestURI(),
					request.getHeader("Last-Event-ID"), response.getStatus()));
		}
	}

	List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	void clear() {
		this.entries.clear();
	}

	record Entry(String request, @Nullable String lastEventId, int status) {

	}

}
