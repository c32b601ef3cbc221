package dev.taskstream.sse;

/**
 * The connection below a stream, where the container lets us close it. A request carries
 * it as an attribute of this class's name.
 */
public interface Connection {

	/**
	 * Close the connection at once, without waiting for the client. Does nothing after
	 * {@link #release()}.
	 */
	void close();

	/**
	 * Give the connection back to the container, which may use it for another request.
	 */
	void release();

}
