package dev.taskstream.bench.server;

/**
 * What the tasks of a {@link Batch} do.
 *
 * @param tasks how many tasks there are
 * @param events how many reports each task makes
 * @param rate how many reports a task makes in a second; 0 for as fast as possible
 * @param text the least length of a report's text
 */
public record Load(int tasks, int events, double rate, int text) {

	/**
	 * Return the load as the query that {@link BatchController} takes.
	 * @return a query without a question mark
	 */
	public String toQuery() {
		return "tasks=" + this.tasks + "&events=" + this.events + "&rate=" + this.rate + "&text=" + this.text;
	}

	long pauseNanos() {
		return (this.rate > 0) ? (long) (1e9 / this.rate) : 0;
	}

}
