package dev.taskstream.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The other nodes that this one has to do with, and whether they are alive.
 */
final class Nodes {

	/*
	 * Any thread uses a node, and asks whether it is gone; the writer checks. A node is
	 * gone when its inbox has been missing for a while, since a Redis that has lost its
	 * data has none of a living node until its next beat.
	 */

	private final RedisLink link;

	private final RelayKeys keys;

	private final RelaySettings settings;

	private final Map<String, Contact> contacts = new ConcurrentHashMap<>();

	private volatile long doubtedNanos;

	Nodes(RedisLink link, RelayKeys keys, RelaySettings settings) {
		this.link = link;
		this.keys = keys;
		this.settings = settings;
		this.doubtedNanos = System.nanoTime() - doubtLasts();
	}

	private long doubtLasts() {
		return this.settings.beat().multipliedBy(5).toNanos();
	}

	/**
	 * Keep checking a node for a while.
	 */
	Contact use(String node) {
		Contact contact = this.contacts.computeIfAbsent(node, (id) -> new Contact());
		contact.usedNanos = System.nanoTime();
		return contact;
	}

	/**
	 * Whether a node is gone for good, also at this moment.
	 * @throws dev.taskstream.TaskUnavailableException if Redis does not answer
	 */
	boolean isGone(String node) {
		Contact contact = use(node);
		if (!contact.gone) {
			return false;
		}
		if (!isMissing(node)) {
			contact.gone = false;
		}
		return contact.gone;
	}

	/**
	 * Note that Redis may have lost its data, which takes all nodes a moment to notice
	 * and to mend.
	 */
	void doubtRedis() {
		this.doubtedNanos = System.nanoTime();
	}

	/**
	 * Whether Redis may have lost its data a moment ago.
	 */
	boolean isRedisInDoubt() {
		return System.nanoTime() - this.doubtedNanos < doubtLasts();
	}

	/**
	 * Return the {@link System#nanoTime()} at which Redis may have lost its data last.
	 */
	long redisDoubtedNanos() {
		return this.doubtedNanos;
	}

	/**
	 * Whether a node has no inbox at this moment.
	 * @throws dev.taskstream.TaskUnavailableException if Redis does not answer
	 */
	boolean isMissing(String node) {
		return this.link.await(this.link.commands().exists(this.keys.inbox(node))) == 0;
	}

	/**
	 * Whether a node has not answered lately, so that asking it again is no use.
	 */
	boolean isSilent(String node) {
		return System.nanoTime() - use(node).silentUntilNanos < 0;
	}

	/**
	 * Note that a node has not answered in time.
	 */
	void silent(String node) {
		use(node).silentUntilNanos = System.nanoTime() + this.settings.beat().toNanos();
	}

	/**
	 * Check all nodes that are in use.
	 * @return those that are gone
	 */
	List<String> check() {
		Duration idle = this.settings.nodeTimeout().multipliedBy(10);
		long now = System.nanoTime();
		this.contacts.values().removeIf((contact) -> now - contact.usedNanos > idle.toNanos());
		Map<String, Contact> checked = Map.copyOf(this.contacts);
		Map<Contact, CompletionStage<Long>> present = new LinkedHashMap<>();
		checked.forEach((node, contact) -> present.put(contact, this.link.commands().exists(this.keys.inbox(node))));
		present.forEach((contact, answer) -> see(contact, this.link.await(answer) > 0));
		return checked.entrySet().stream().filter((node) -> node.getValue().gone).map(Map.Entry::getKey).toList();
	}

	private void see(Contact contact, boolean present) {
		long now = System.nanoTime();
		if (present) {
			contact.missing = false;
			contact.gone = false;
		}
		else if (!contact.missing) {
			contact.missing = true;
			contact.missingSinceNanos = now;
		}
		else if (now - contact.missingSinceNanos >= this.settings.absence().toNanos()) {
			contact.gone = true;
		}
	}

	/**
	 * Forget for how long nodes have been missing: Redis was away, and they could not
	 * beat either.
	 */
	void startOver() {
		this.contacts.values().forEach((contact) -> contact.missing = false);
	}

	/**
	 * Return how many nodes are known to be alive, without this one.
	 */
	int alive() {
		return (int) this.contacts.values().stream().filter((contact) -> !contact.missing && !contact.gone).count();
	}

	/**
	 * What is known of a node.
	 */
	static final class Contact {

		private volatile long usedNanos = System.nanoTime();

		private volatile long silentUntilNanos = System.nanoTime();

		private volatile boolean missing;

		private volatile long missingSinceNanos;

		private volatile boolean gone;

	}

}
