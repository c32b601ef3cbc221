package dev.taskstream.sse;

/**
 * Exception thrown at startup if the application maps requests that the endpoints of
 * tasks answer.
 */
public final class EndpointClashException extends IllegalStateException {

	private final String endpoint;

	private final String mapping;

	private final String handler;

	EndpointClashException(String endpoint, String mapping, String handler) {
		super("Both " + handler + " (" + mapping + ") and Taskstream (" + endpoint + ") answer the same requests");
		this.endpoint = endpoint;
		this.mapping = mapping;
		this.handler = handler;
	}

	/**
	 * Return the mapping of the endpoint.
	 * @return methods and path, for people
	 */
	public String endpoint() {
		return this.endpoint;
	}

	/**
	 * Return the mapping of the application.
	 * @return methods and path, for people
	 */
	public String mapping() {
		return this.mapping;
	}

	/**
	 * Return the handler of the application.
	 * @return class and method, for people
	 */
	public String handler() {
		return this.handler;
	}

}
