package dev.taskstream.sse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Executes rounds in which many streams are written to, and ends streams only after the
 * round: an end keeps the container's threads busy, which those who wait for their event
 * would have to pay for.
 */
/*
 * The list belongs to the thread that executes the round. A stream that is written to by
 * any other thread ends at once.
 */
public final class DeliveryRounds implements Executor {

	private static final ThreadLocal<@Nullable List<Runnable>> ENDS = new ThreadLocal<>();

	private final Executor threads;

	/**
	 * Rounds on the given threads.
	 * @param threads where rounds are executed; not closed here
	 */
	public DeliveryRounds(Executor threads) {
		this.threads = threads;
	}

	@Override
	public void execute(Runnable round) {
		this.threads.execute(() -> run(round));
	}

	private static void run(Runnable round) {
		List<Runnable> ends = new ArrayList<>();
		ENDS.set(ends);
		try {
			round.run();
		}
		finally {
			ENDS.remove();
			ends.forEach(Runnable::run);
		}
	}

	/**
	 * Does something after the calling thread's round, or at once if it executes none.
	 * @param end does not throw
	 */
	static void after(Runnable end) {
		List<Runnable> ends = ENDS.get();
		if (ends != null) {
			ends.add(end);
		}
		else {
			end.run();
		}
	}

}
