package dev.taskstream.sse;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * A check for filters of the application that hinder streams. It logs a warning once for
 * each kind.
 */
final class SurroundingFilters {

	private static final Logger logger = LoggerFactory.getLogger(SurroundingFilters.class);

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Check a request before its stream is opened.
	 * @throws ErrorResponseException with status 500 if it cannot be processed
	 * asynchronously
	 */
	void check(HttpServletRequest request, HttpServletResponse response) {
		if (!request.isAsyncSupported()) {
			warnOnce("A filter or servlet around a stream does not support asynchronous processing, so every stream "
					+ "fails. Call setAsyncSupported(true) on its registration, or keep it away from the endpoints");
			throw Problems.of(HttpStatus.INTERNAL_SERVER_ERROR,
					"A filter of the application does not support streams; its log says more", request);
		}
		if (isCached(response)) {
			warnOnce("A filter wraps the response of a stream in a ContentCachingResponseWrapper, so no event reaches "
					+ "the client. Exclude the paths of streams from that filter");
		}
	}

	/**
	 * Whether a filter caches the content. The wrapper of Spring's
	 * {@link ShallowEtagHeaderFilter} does not cache that of streams.
	 */
	private static boolean isCached(HttpServletResponse response) {
		ContentCachingResponseWrapper wrapper = WebUtils.getNativeResponse(response,
				ContentCachingResponseWrapper.class);
		return wrapper != null && wrapper.getClass().getEnclosingClass() != ShallowEtagHeaderFilter.class;
	}

	/**
	 * Invoked when a stream has no non-blocking output.
	 */
	void blocks(HttpServletResponse response) {
		for (ServletResponse next = response; next instanceof ServletResponseWrapper wrapper; next = wrapper
			.getResponse()) {
			if (!wrapper.getClass().getName().startsWith("org.springframework.web.context.")) {
				warnOnce("A filter wraps the response of a stream in " + wrapper.getClass().getName()
						+ ", whose output refuses a WriteListener: every stream uses a thread of its own when it "
						+ "writes. Exclude the paths of streams from that filter");
				return;
			}
		}
	}

	private void warnOnce(String warning) {
		if (this.warned.add(warning)) {
			logger.warn(warning);
		}
	}

}
