package dev.taskstream.bench.client;

/**
 * Takes what a server answers, piece by piece.
 */
interface Reply {

	/**
	 * The status line and headers have come.
	 */
	void head(int status);

	/**
	 * Some of the body has come.
	 */
	void body(byte[] bytes, int from, int to);

	/**
	 * The body is complete.
	 */
	void end();

	/**
	 * The connection is closed. Comes once, whether a reply was complete or not.
	 */
	void closed();

}
