package dev.taskstream.bench;

import java.time.Duration;
import java.util.List;

/**
 * A load to put on a server.
 *
 * @param name its short name
 * @param title what it is, in words
 * @param kind how it is run
 * @param tasks how many tasks, or visitors
 * @param watchers how many streams each task has
 * @param slow how many more streams that are read slowly
 * @param slowRate how many bytes in a second such a stream takes; 0 for none
 * @param events how many reports each task makes
 * @param rate how many reports in a second; 0 for as fast as possible
 * @param text how many characters the reports have at least
 * @param requests how many ordinary requests in a second beside it
 * @param limit when to cut it off
 * @param properties properties of the server, which is then a fresh one
 */
record Scenario(String name, String title, Kind kind, int tasks, int watchers, int slow, int slowRate, int events,
		double rate, int text, int requests, Duration limit, List<String> properties) {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	static Scenario paced(String name, String title, int tasks, int watchers, int events, double rate) {
		return new Scenario(name, title, Kind.STREAMS, tasks, watchers, 0, 0, events, rate, 0, 0, LIMIT, List.of());
	}

	static Scenario flatOut(String name, String title, int watchers, int events) {
		return paced(name, title, 1, watchers, events, 0);
	}

	Scenario withText(int length) {
		return new Scenario(this.name, this.title, this.kind, this.tasks, this.watchers, this.slow, this.slowRate,
				this.events, this.rate, length, this.requests, this.limit, this.properties);
	}

	Scenario withSlow(int number, int bytesPerSecond, Duration cutOff) {
		return new Scenario(this.name, this.title, this.kind, this.tasks, this.watchers, number, bytesPerSecond,
				this.events, this.rate, this.text, this.requests, cutOff, this.properties);
	}

	Scenario withRequests(int perSecond) {
		return new Scenario(this.name, this.title, this.kind, this.tasks, this.watchers, this.slow, this.slowRate,
				this.events, this.rate, this.text, perSecond, this.limit, this.properties);
	}

	Scenario withProperty(String property) {
		return new Scenario(this.name, this.title, this.kind, this.tasks, this.watchers, this.slow, this.slowRate,
				this.events, this.rate, this.text, this.requests, this.limit, List.of(property));
	}

	Scenario as(Kind other) {
		return new Scenario(this.name, this.title, other, this.tasks, this.watchers, this.slow, this.slowRate,
				this.events, this.rate, this.text, this.requests, this.limit, this.properties);
	}

	/**
	 * As large and as long as the options want it. Many tasks are fewer tasks then, and
	 * one task has fewer watchers.
	 */
	Scenario scaled(Options options) {
		boolean many = this.tasks > 1;
		int fewer = (this.rate > 0) ? (int) Math.max(2, this.events * options.time()) : this.events;
		return new Scenario(this.name, this.title, this.kind, many ? options.streams(this.tasks) : this.tasks,
				many ? this.watchers : options.streams(this.watchers), this.slow, this.slowRate, fewer, this.rate,
				this.text, this.requests, this.limit, this.properties);
	}

	/**
	 * Whether it wants a server for itself: it leaves a mark on it, or must find none.
	 */
	boolean isAlone() {
		return this.kind == Kind.IDLE || this.slow > 0 || !this.properties.isEmpty();
	}

	enum Kind {

		/** All streams are opened, then all tasks begin. */
		STREAMS,

		/** All streams are opened and left alone, then get one event, then the end. */
		IDLE,

		/** Visitors start a short task, watch it to its end and begin again. */
		CHURN

	}

}
