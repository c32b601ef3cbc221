package dev.taskstream.log;

/**
 * Makes sure that the calling thread has stack left for a critical section.
 */
/*
 * A task may report at any depth of its stack. An overflow inside the executor's queue
 * would leave the queue's lock held for ever, and with it stop every stream. So it has to
 * happen before: here, where nothing is held.
 */
public final class StackReserve {

	/** Frames of at least a hundred bytes, so some kilobytes together. */
	private static final int FRAMES = 64;

	private StackReserve() {
	}

	/**
	 * Throw now rather than later.
	 * @throws StackOverflowError if less than some kilobytes of stack are left
	 */
	public static void require() {
		descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	private static long descend(int frames, long a, long b, long c, long d, long e, long f, long g, long h, long i) {
		return (frames == 0) ? a + b + c + d + e + f + g + h + i
				: descend(frames - 1, b, c, d, e, f, g, h, i, a) + a * i;
	}

}
