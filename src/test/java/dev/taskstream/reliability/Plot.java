package dev.taskstream.reliability;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a group of tasks and their readers do: a function of the seed and of the group's
 * number alone. What threads and sockets make of it differs from run to run.
 *
 * @param parts what each task does
 * @param readers those who watch one task each, and then those who watch all
 */
record Plot(List<Part> parts, List<Reader> readers) {

	/** The reader of all tasks on one stream, as the number of a task. */
	static final int ALL = -1;

	private static final int MOST_TASKS = 4;

	private static final int MOST_REPORTS = 200;

	private static final int MOST_CUTS = 5;

	private static final int MOST_BYTES = 3_000;

	static Plot of(long seed, int number) {
		// Nearby seeds of a Random have nearby first values
		java.util.Random random = new java.util.Random(seed * 31 + number * 0x9E3779B97F4A7C15L);
		int tasks = random.nextInt(1, MOST_TASKS + 1);
		List<Part> parts = Stream.generate(() -> Part.of(random)).limit(tasks).toList();
		IntStream watched = IntStream.concat(IntStream.range(0, tasks), IntStream.of(ALL).limit(tasks / 2));
		List<Reader> readers = watched.mapToObj((task) -> Reader.of(task, random)).toList();
		return new Plot(parts, readers);
	}

	/**
	 * How a task is meant to end. Which end it comes to is what the log says.
	 */
	enum Goal {

		COMPLETES, FAILS, IS_CANCELLED, IS_CANCELLED_BY_REQUEST, TIMES_OUT

	}

	/**
	 * What a reader has of a session: none, one that stays, or one that ends while the
	 * stream is open.
	 */
	enum Visit {

		ANONYMOUS, SIGNED_IN, SIGNS_OUT

	}

	/**
	 * A task's part.
	 *
	 * @param reports after how many reports it comes to its end
	 * @param pauseMicros how long it rests after a report, at most
	 * @param length how long its texts are
	 * @param timeout its time limit, if it is meant to time out
	 */
	record Part(Goal goal, int reports, int pauseMicros, int length, Duration timeout) {

		static Part of(RandomGenerator random) {
			Goal goal = Goal.values()[random.nextInt(Goal.values().length)];
			Duration timeout = (goal == Goal.TIMES_OUT) ? Duration.ofMillis(random.nextInt(1, 60)) : null;
			return new Part(goal, random.nextInt(MOST_REPORTS), random.nextInt(300), random.nextInt(400), timeout);
		}

	}

	/**
	 * A reader, which hangs up now and then and comes back where it was.
	 *
	 * @param task the number of the task that it watches, or {@link #ALL}
	 * @param joinsAfter after how many reports it comes
	 * @param cuts after how many bytes it hangs up, one connection after the other
	 * @param resets whether it hangs up with a reset
	 * @param visit whether it has signed in, and signs out
	 * @param signsOutAfter after how many reports it signs out, if it does
	 */
	record Reader(int task, int joinsAfter, List<Integer> cuts, boolean resets, Visit visit, int signsOutAfter) {

		static Reader of(int task, RandomGenerator random) {
			List<Integer> cuts = Stream.generate(() -> random.nextInt(MOST_BYTES))
				.limit(random.nextInt(MOST_CUTS + 1))
				.toList();
			int joinsAfter = random.nextBoolean() ? 0 : random.nextInt(2 * MOST_REPORTS);
			return new Reader(task, joinsAfter, cuts, random.nextBoolean(),
					Visit.values()[random.nextInt(Visit.values().length)], joinsAfter + random.nextInt(MOST_REPORTS));
		}

	}

}
