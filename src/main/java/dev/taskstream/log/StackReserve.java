package dev.taskstream.log;

/**
 * A check that the calling thread has enough stack left for a critical section.
 */
public final class StackReserve {

	/*
	 * A task may report at any depth of its stack. An overflow inside the executor's
	 * queue would leave the queue's lock held forever and stop every stream. The check
	 * makes it happen earlier, while no lock is held.
	 */

	/** Frames of at least a hundred bytes each, together several kilobytes. */
	private static final int FRAMES = 64;

	/** Together about a hundred kilobytes. */
	private static final int AMPLE_FRAMES = 1200;

	private StackReserve() {
	}

	/**
	 * Check that several kilobytes of stack are left.
	 * @throws StackOverflowError if less is left
	 */
	public static void require() {
		descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	/**
	 * Check that tens of kilobytes of stack are left, for steps that belong together and
	 * call executors, listeners and loggers.
	 * @throws StackOverflowError if less is left
	 */
	public static void requireAmple() {
		descend(AMPLE_FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	private static long descend(int frames, long a, long b, long c, long d, long e, long f, long g, long h, long i) {
		return (frames == 0) ? a + b + c + d + e + f + g + h + i
				: descend(frames - 1, b, c, d, e, f, g, h, i, a) + a * i;
	}

}
