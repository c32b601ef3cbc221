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

	/**
	 * Whether the container has dropped the request without ending it. Its objects may
	 * serve another request by now and must not be used.
	 */
	boolean isLost();

	/**
	 * Make the container count a lost request as active no longer. Must be called once.
	 */
	void forget();

}
