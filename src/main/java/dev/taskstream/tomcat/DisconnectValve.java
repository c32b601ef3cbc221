package dev.taskstream.tomcat;

import java.io.IOException;

import dev.taskstream.sse.Connection;
import jakarta.servlet.ServletException;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * A valve that makes a {@link Connection} available to streams. Completing the response
 * of a client that has stopped reading blocks a container thread, so the connection has
 * to be closed instead.
 */
public final class DisconnectValve extends ValveBase {

	private static final String NAME = Connection.class.getName();

	/**
	 * Create a valve for asynchronous requests.
	 */
	public DisconnectValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		TomcatConnection connection = connection(request, response);
		getNext().invoke(request, response);
		if (connection != null && connection.isClosed()) {
			// The end of the response must not be written: an HTTP/2 stream that waits
			// for its window cannot send it, and Tomcat would log an error
			response.setSuspended(true);
		}
	}

	private static @Nullable TomcatConnection connection(Request request, Response response) {
		// Already set if an asynchronous request is dispatched again
		TomcatConnection connection = (TomcatConnection) request.getAttribute(NAME);
		// Null for a request that Tomcat rejects; decoded and without path parameters, as
		// Spring matches it
		String path = request.getDecodedRequestURI();
		if (connection == null && path != null && path.endsWith("/stream")) {
			connection = new TomcatConnection(request, response.getCoyoteResponse());
			request.setAttribute(NAME, connection);
		}
		return connection;
	}

	private static final class TomcatConnection implements Connection {

		/*
		 * Tomcat reuses the response for the next request, so both fields are guarded by
		 * the instance, and nothing is closed after release(). The lock may be taken
		 * while Spring's lock of the request is held. The action takes no lock that leads
		 * back to that one: it marks the response and leaves the rest to the container.
		 *
		 * Tomcat clears the attributes of a request when it reuses it, so a connection
		 * that is not among them any more belongs to no request.
		 */

		private final Request request;

		private final @Nullable Context context;

		private org.apache.coyote.@Nullable Response response;

		private boolean closed;

		TomcatConnection(Request request, org.apache.coyote.Response response) {
			this.request = request;
			this.context = request.getContext();
			this.response = response;
		}

		@Override
		public synchronized void close() {
			if (this.response != null) {
				this.response.action(ActionCode.CLOSE_NOW, new IOException("The client has stopped reading"));
				this.response = null;
				this.closed = true;
			}
		}

		synchronized boolean isClosed() {
			return this.closed;
		}

		@Override
		public synchronized void release() {
			this.response = null;
		}

		@Override
		public boolean isLost() {
			return this.request.getAttribute(NAME) != this;
		}

		@Override
		public void forget() {
			if (this.context != null) {
				this.context.decrementInProgressAsyncCount();
			}
		}

	}

}
