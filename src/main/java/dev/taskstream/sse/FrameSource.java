package dev.taskstream.sse;

/**
 * Where a stream's frames come from. {@link #open} is called once; the other methods by
 * one thread at a time, except for {@link #close()}.
 */
interface FrameSource {

	/**
	 * Begins to call the signal when there may be something new.
	 */
	void open(Runnable signal);

	/**
	 * Appends the next frame.
	 * @return false if there is nothing new now
	 */
	boolean appendNext(FrameBuffer buffer);

	/**
	 * Whether nothing will follow what has been appended.
	 */
	boolean isFinished();

	/**
	 * How many events this source has skipped so far, since it was read too slowly.
	 */
	long skipped();

	/**
	 * Ends the signals. May be called at any time and more than once.
	 */
	void close();

}
