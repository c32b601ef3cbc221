package dev.taskstream.sse;

/**
 * The connection of a stream, for containers that can close it. It is a request attribute
 * under the name of this interface.
 */
public interface Connection {

	/**
	 * Close the connection immediately, without waiting for the client. Has no effect
	 * after {@link #release()}.
	 */
	void close();

	/**
	 * Return the connection to the container, which may use it for another request.
	 */
	void release();

}
