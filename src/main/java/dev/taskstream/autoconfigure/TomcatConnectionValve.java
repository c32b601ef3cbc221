package dev.taskstream.autoconfigure;

import java.io.IOException;

import dev.taskstream.sse.Connection;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
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

}
