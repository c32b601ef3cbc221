package dev.taskstream.tomcat;

import java.io.IOException;

import dev.taskstream.sse.Connection;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * A valve that lets a stream close its connection. Completing the response of a client
 * that has stopped reading would make a container thread wait for that client.
 */
public final class DisconnectValve extends ValveBase {

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

	private static final class TomcatConnection implements Connection {

		/*
		 * Tomcat uses the response for the next request, so the lock guards it: nothing
		 * is closed once it has been given back. It may be taken below Spring's lock for
		 * the request, and nothing is taken below it that leads back there: the action
		 * marks the response and hands the rest to the container.
		 */

		private org.apache.coyote.@Nullable Response response;

		private boolean closed;

		TomcatConnection(org.apache.coyote.Response response) {
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

	}

}
