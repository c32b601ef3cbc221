package dev.taskstream.bench.client;

/**
 * What all visitors together have seen.
 */
public final class Visits {

	private final Histogram latency = new Histogram();

	private final Histogram latencyOfEvents = new Histogram();

	private int begun;

	private int complete;

	private int incomplete;

	void begun() {
		this.begun++;
	}

	void ended(long nanos, Tally tally) {
		if (tally.progress() == Visitor.REPORTS && tally.ended() == 1) {
			this.complete++;
			this.latency.add(nanos);
		}
		else {
			this.incomplete++;
		}
	}

	Histogram latencyOfEvents() {
		return this.latencyOfEvents;
	}

	/**
	 * From the request that starts the task to the end of its stream.
	 * @return the durations of complete visits
	 */
	public Histogram latency() {
		return this.latency;
	}

	/**
	 * Whether no visit is under way.
	 * @return true if all have ended
	 */
	public boolean isOver() {
		return this.begun == this.complete + this.incomplete;
	}

	/**
	 * How many visits brought all events.
	 * @return the number
	 */
	public int complete() {
		return this.complete;
	}

	/**
	 * How many did not, or never came to an end.
	 * @return the number
	 */
	public int lost() {
		return this.begun - this.complete;
	}

}
