package dev.taskstream.sse;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * A check for filters that hold back the content of a stream. It logs a warning once.
 */
final class ContentCachingCheck {

	private static final Logger logger = LoggerFactory.getLogger(ContentCachingCheck.class);

	private final AtomicBoolean warned = new AtomicBoolean();

	void check(HttpServletResponse response) {
		if (this.warned.get() || !isCached(response) || this.warned.getAndSet(true)) {
			return;
		}
		logger.warn("A filter wraps the response of a stream in a ContentCachingResponseWrapper, so no event reaches "
				+ "the client. Exclude /api/tasks/stream and /api/tasks/*/stream from that filter");
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

}
