package dev.taskstream.sse;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Executes rounds in which many streams are written to, and ends streams only after the
 * round, and not all together: an end keeps the container's threads busy, which those who
 * wait for their event, or for the answer to an ordinary request, would have to pay for.
 */
/*
 * The queue belongs to the thread that executes the round, and goes from one execution to
 * the next. A stream that is written to by any other thread ends at once.
 */
public final class DeliveryRounds implements Executor {

	/** So many ends at a time, which is 16,000 in a second. */
	private static final int PORTION = 32;

	private static final int PAUSE_MILLIS = 2;

	private static final ThreadLocal<@Nullable Queue<Runnable>> ENDS = new ThreadLocal<>();

	private final Executor threads;

	private final ScheduledExecutorService scheduler;

	/**
	 * Rounds on the given threads.
	 * @param threads where rounds are executed; not closed here
	 * @param scheduler paces the ends; not closed here
	 */
	public DeliveryRounds(Executor threads, ScheduledExecutorService scheduler) {
		this.threads = threads;
		this.scheduler = scheduler;
	}

	@Override
	public void execute(Runnable round) {
		this.threads.execute(() -> run(round));
	}

	private void run(Runnable round) {
		Queue<Runnable> ends = new ArrayDeque<>();
		ENDS.set(ends);
		try {
			round.run();
		}
		finally {
			ENDS.remove();
			endSome(ends);
		}
	}

	private void endSome(Queue<Runnable> ends) {
		for (int i = 0; i < PORTION && !ends.isEmpty(); i++) {
			ends.remove().run();
		}
		if (!ends.isEmpty()) {
			this.scheduler.schedule(() -> this.threads.execute(() -> endSome(ends)), PAUSE_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Does something after the calling thread's round, or at once if it executes none.
	 * @param end does not throw
	 */
	static void after(Runnable end) {
		Queue<Runnable> ends = ENDS.get();
		if (ends != null) {
			ends.add(end);
		}
		else {
			end.run();
		}
	}

}
