package dev.taskstream.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the container holds for a stream: its asynchronous request and the connection
 * below.
 */
record ContainerRequest(AsyncContext context, @Nullable Connection connection, boolean isHttp2) {

	private static final Logger logger = LoggerFactory.getLogger(ContainerRequest.class);

	/**
	 * Return what is below a request whose asynchronous processing has started.
	 */
	static ContainerRequest of(HttpServletRequest request) {
		return new ContainerRequest(request.getAsyncContext(),
				(Connection) request.getAttribute(Connection.class.getName()),
				request.getProtocol().startsWith("HTTP/2"));
	}

	/**
	 * Close the connection, which does not wait for the client.
	 * @return false if the container does not let us
	 */
	boolean disconnect() {
		if (this.connection == null) {
			return false;
		}
		this.connection.close();
		return true;
	}

	/**
	 * Give the connection back. It will not be closed from now on.
	 */
	void release() {
		if (this.connection != null) {
			this.connection.release();
		}
	}

	/**
	 * End the request in the container's place: Tomcat may close a connection without an
	 * error event, and would count the request as active for ever.
	 */
	void endOverdue() {
		try {
			this.context.complete();
		}
		catch (RuntimeException ex) {
			logger.debug("The container is ending the stream", ex);
		}
	}

}
