package dev.taskstream.redis;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.taskstream.engine.KeyClaims;
import io.lettuce.core.AbstractRedisClient;
import org.jspecify.annotations.Nullable;

/**
 * A node among those that share Redis: its id, its link, and what it knows of the others.
 */
public final class RelayNode {

	private final String id = UUID.randomUUID().toString();

	private final RelaySettings settings;

	private final RelayKeys keys;

	private final RedisLink link;

	private final Inboxes inboxes;

	private final Stories stories;

	private final Nodes nodes;

	private final Requests requests;

	private final Lookup lookup;

	private final SharedKeys sharedKeys;

	private final AtomicInteger inboxRestarts = new AtomicInteger();

	private volatile @Nullable String newestBeat;

	/**
	 * Create a node with an id of its own. It connects when its relay starts.
	 * @param settings the settings
	 * @param client supplies the client of Redis, when it is needed for the first time
	 */
	public RelayNode(RelaySettings settings, Supplier<AbstractRedisClient> client) {
		this.settings = settings;
		this.keys = new RelayKeys(settings.prefix());
		this.link = new RedisLink(client, settings.patience());
		this.inboxes = new Inboxes(this.link, this.keys);
		this.stories = new Stories(this.link, this.keys, settings, this.id);
		this.nodes = new Nodes(this.link, this.keys, settings);
		this.requests = new Requests(this.link, this.inboxes, this.nodes, this.id);
		this.lookup = new Lookup(this.link, this.stories, this.nodes, this.requests, this.id);
		this.sharedKeys = new SharedKeys(this.link, this.keys, settings, this.lookup);
	}

	/**
	 * Return the claims on keys that all nodes share.
	 * @return always the same claims
	 */
	public KeyClaims claims() {
		return this.sharedKeys;
	}

	String id() {
		return this.id;
	}

	RelaySettings settings() {
		return this.settings;
	}

	RedisLink link() {
		return this.link;
	}

	Inboxes inboxes() {
		return this.inboxes;
	}

	Stories stories() {
		return this.stories;
	}

	Nodes nodes() {
		return this.nodes;
	}

	Requests requests() {
		return this.requests;
	}

	Lookup lookup() {
		return this.lookup;
	}

	SharedKeys sharedKeys() {
		return this.sharedKeys;
	}

	String inbox() {
		return this.keys.inbox(this.id);
	}

	/**
	 * Show that this node is alive.
	 * @return {@code false} if Redis has forgotten it since the last time
	 */
	boolean showAlive() {
		String previous = this.newestBeat;
		// Creates no inbox: Redis may lose its data between any two commands
		String newest = this.link.await(this.inboxes.send(this.id, RelayMessage.beat(this.id)));
		boolean forgotten = previous != null && newest == null;
		if (forgotten) {
			// Before the inbox is there again, which stands for the rest of the data
			this.nodes.doubtRedis();
		}
		if (newest == null) {
			newest = this.link.await(this.inboxes.create(this.id));
		}
		CompletionStage<Boolean> expiry = this.link.commands().pexpire(inbox(), this.settings.inboxTtl().toMillis());
		if (newest != null && previous != null && Inboxes.compare(newest, previous) < 0) {
			this.inboxRestarts.incrementAndGet();
		}
		this.newestBeat = newest;
		this.link.await(expiry);
		return !forgotten;
	}

	/**
	 * Return how often the ids of messages to this node have gone back.
	 */
	int inboxRestarts() {
		return this.inboxRestarts.get();
	}

	/**
	 * Return the id of the newest message with which this node has shown that it is
	 * alive, {@code null} before the first.
	 */
	@Nullable String newestBeat() {
		return this.newestBeat;
	}

	/**
	 * Leave the other nodes.
	 */
	void leave() {
		if (this.link.isAvailable()) {
			this.link.awaitQuietly(this.link.commands().del(inbox()));
		}
		this.link.close();
	}

}
