package dev.taskstream.sse;

/**
 * A source of a stream's frames. {@link #open} is called once; the other methods are
 * called by one thread at a time, except for {@link #close()}.
 */
interface FrameSource {

	/**
	 * Start to call the signal when there may be a new frame.
	 */
	void open(Runnable signal);

	/**
	 * Append the next frame.
	 * @return {@code false} if there is no new frame
	 */
	boolean appendNext(FrameBuffer buffer);

	/**
	 * Whether the last frame has been appended.
	 */
	boolean isFinished();

	/**
	 * Return how many events have been skipped so far because the client is a slow
	 * consumer.
	 */
	long skipped();

	/**
	 * Stop the signals. May be called at any time and more than once.
	 */
	void close();

}
