package dev.taskstream.sse;

import java.util.function.BooleanSupplier;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous request of a stream and its connection.
 */
record ContainerRequest(@Nullable AsyncContext context, @Nullable Connection connection, boolean isHttp2) {

	/** Before the asynchronous processing has started. */
	static final ContainerRequest NONE = new ContainerRequest(null, null, false);

	private static final Logger logger = LoggerFactory.getLogger(ContainerRequest.class);

	/**
	 * Create the container's view of a request whose asynchronous processing has started.
	 */
	static ContainerRequest of(HttpServletRequest request) {
		return new ContainerRequest(request.getAsyncContext(),
				(Connection) request.getAttribute(Connection.class.getName()),
				request.getProtocol().startsWith("HTTP/2"));
	}

	/**
	 * Close the connection without waiting for the client.
	 * @return {@code false} if the container cannot close it
	 */
	boolean disconnect() {
		if (this.connection == null) {
			return false;
		}
		this.connection.close();
		return true;
	}

	/**
	 * Return the connection to the container. It cannot be closed from now on.
	 */
	void release() {
		if (this.connection != null) {
			this.connection.release();
		}
	}

	/**
	 * End a request that the container has not ended. Tomcat may close a connection
	 * without an error event, or drop a request in which a write failed on one thread
	 * while another was leaving it, and then counts the request as active forever.
	 * @param removal removes the stream, unless the container has ended the request
	 * meanwhile
	 */
	void endOverdue(BooleanSupplier removal) {
		// Looked at before the removal: what ends properly is removed before its objects
		// are reused
		Connection lost = (this.connection != null && this.connection.isLost()) ? this.connection : null;
		if (lost == null) {
			end();
		}
		if (removal.getAsBoolean() && lost != null) {
			lost.forget();
		}
	}

	/**
	 * End the request without a dispatch.
	 */
	void end() {
		try {
			if (this.context != null) {
				this.context.complete();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The container is ending the stream", ex);
		}
	}

}
