package dev.taskstream.sse;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/**
 * An {@link HttpSessionListener} that ends the streams of a session with it: at a logout,
 * an invalidation or an expiry.
 */
public final class SessionEnds implements HttpSessionListener {

	private final OpenStreams streams;

	/**
	 * Create a listener.
	 * @param streams the streams
	 */
	public SessionEnds(OpenStreams streams) {
		this.streams = streams;
	}

	@Override
	public void sessionDestroyed(HttpSessionEvent event) {
		this.streams.revoke(event.getSession());
	}

}
