package dev.taskstream.redis;

import java.time.Duration;

/**
 * The settings of a relay. Values must be valid; they are not checked here.
 *
 * @param prefix begins all keys in Redis
 * @param nodeTimeout the longest time after which the tasks of a node that is gone are
 * declared lost
 * @param retention how long a finished task is kept unless it has its own retention
 * @param history how many events of a task are kept
 */
public record RelaySettings(String prefix, Duration nodeTimeout, Duration retention, int history) {

	/** How long a finished task keeps its whole story for clients that reconnect. */
	static final Duration FULL_STORY = Duration.ofMinutes(1);

	/*
	 * A node is gone when its inbox has expired and has then been missing for a while.
	 * The latest moment is one beat after inboxTtl() and absence(), which together with
	 * the beat at which the inbox is first missed is the whole timeout.
	 */

	/**
	 * How often a node shows that it is alive.
	 */
	Duration beat() {
		return this.nodeTimeout.dividedBy(10);
	}

	/**
	 * How long the inbox of a node that does not beat is kept.
	 */
	Duration inboxTtl() {
		return this.nodeTimeout.multipliedBy(4).dividedBy(10);
	}

	/**
	 * How long an inbox must be missing before its node counts as gone.
	 */
	Duration absence() {
		return this.nodeTimeout.multipliedBy(3).dividedBy(10);
	}

	/**
	 * How long to wait for an answer of Redis or of another node.
	 */
	Duration patience() {
		Duration patience = this.nodeTimeout.dividedBy(5);
		return (patience.compareTo(Duration.ofSeconds(2)) < 0) ? patience : Duration.ofSeconds(2);
	}

	/**
	 * How long an active task is kept in Redis without a word from its node. A watcher
	 * that comes later than that cannot be told that the task was lost.
	 */
	Duration activeTtl(Duration ownRetention) {
		Duration least = this.nodeTimeout.multipliedBy(30);
		return (ownRetention.compareTo(least) > 0) ? ownRetention : least;
	}

}
