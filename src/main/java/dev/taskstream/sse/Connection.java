package dev.taskstream.sse;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The connection below a stream, where the container lets us at it. A request carries it
 * as an attribute of this class's name.
 */
public interface Connection {

	/**
	 * The shortest way for a stream's bytes to the client, in HTTP/1.1.
	 * @param response the response to write, as Spring MVC hands it on
	 * @return non-blocking output, which may be the response's own
	 * @throws IOException if the response has no output any more
	 */
	ServletOutputStream output(HttpServletResponse response) throws IOException;

	/**
	 * Closes the connection at once, without waiting for the client. Does nothing after
	 * {@link #release()}.
	 */
	void abort();

	/**
	 * Gives the connection back to the container, which may use it for another request.
	 */
	void release();

}
