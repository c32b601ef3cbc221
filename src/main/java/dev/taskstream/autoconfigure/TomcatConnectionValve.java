package dev.taskstream.autoconfigure;

import java.io.IOException;

import dev.taskstream.sse.Connection;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Gives the requests for streams access to their connections.
 */
final class TomcatConnectionValve extends ValveBase {

	TomcatConnectionValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		TomcatConnection connection = connection(request, response);
		getNext().invoke(request, response);
		if (connection != null && connection.isAborted()) {
			// The end must not be written: an HTTP/2 stream that waits for its window
			// cannot take it, and Tomcat would log an error
			response.setSuspended(true);
		}
	}

	private static @Nullable TomcatConnection connection(Request request, Response response) {
		String name = Connection.class.getName();
		// There already when an asynchronous request is dispatched again
		TomcatConnection connection = (TomcatConnection) request.getAttribute(name);
		// Null for a request that Tomcat rejects. Decoded and without path parameters, as
		// Spring matches it
		String path = request.getDecodedRequestURI();
		if (connection == null && path != null && path.endsWith("/stream")) {
			connection = new TomcatConnection(response.getCoyoteResponse());
			request.setAttribute(name, connection);
		}
		return connection;
	}

	/**
	 * Closes as Tomcat does when a write fails: no further output, an error event for the
	 * request, and then the socket.
	 */
	/*
	 * The lock keeps an abort from hitting the next request on the same connection. It is
	 * taken below Spring's lock in release(), and nothing is taken below it that leads
	 * back there: the action only marks the response and hands the rest to the container.
	 */
	private static final class TomcatConnection implements Connection {

		private org.apache.coyote.@Nullable Response response;

		private boolean aborted;

		TomcatConnection(org.apache.coyote.Response response) {
			this.response = response;
		}

		@Override
		public synchronized void abort() {
			if (this.response != null) {
				this.response.action(ActionCode.CLOSE_NOW, new IOException("The client takes nothing"));
				this.response = null;
				this.aborted = true;
			}
		}

		synchronized boolean isAborted() {
			return this.aborted;
		}

		@Override
		public synchronized void release() {
			this.response = null;
		}

	}

}
