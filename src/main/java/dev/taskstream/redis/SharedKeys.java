package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.TaskUnavailableException;
import dev.taskstream.engine.KeyClaims;
import dev.taskstream.engine.RunKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims on keys that all nodes share: Redis decides. While it is away, a key holds
 * on its own node only.
 */
final class SharedKeys implements KeyClaims {

	private static final Logger logger = LoggerFactory.getLogger(SharedKeys.class);

	/** How long a claim holds whose task is not in Redis yet. */
	private static final Duration START = Duration.ofSeconds(5);

	private final RedisLink link;

	private final RelayKeys keys;

	private final RelaySettings settings;

	private final Lookup lookup;

	private final Map<UUID, RunKey> held = new ConcurrentHashMap<>();

	SharedKeys(RedisLink link, RelayKeys keys, RelaySettings settings, Lookup lookup) {
		this.link = link;
		this.keys = keys;
		this.settings = settings;
		this.lookup = lookup;
	}

	@Override
	public UUID claim(RunKey key, UUID taskId) {
		this.held.put(taskId, key);
		try {
			UUID claimant = claim(key, taskId, "", "");
			if (!claimant.equals(taskId)) {
				claimant = takeOver(key, taskId, claimant);
			}
			if (!claimant.equals(taskId)) {
				this.held.remove(taskId);
			}
			return claimant;
		}
		catch (TaskUnavailableException ex) {
			logger.warn("Redis does not answer, so a key of a task holds on this node only ({})", ex.getMessage());
			return taskId;
		}
	}

	/**
	 * Take a key over from a task that is not active any more.
	 * @return the task that has the key afterwards
	 */
	private UUID takeOver(RunKey key, UUID taskId, UUID claimant) {
		StoredTask task;
		try {
			task = this.lookup.find(claimant);
		}
		catch (TaskUnavailableException ex) {
			return claimant;
		}
		boolean active = task != null && !task.isEnded();
		return active ? claimant : claim(key, taskId, claimant.toString(), (task != null) ? "ended" : "");
	}

	private UUID claim(RunKey key, UUID taskId, String before, String ended) {
		if (!this.link.isAvailable()) {
			throw new TaskUnavailableException("Redis is away");
		}
		long ttl = ttl().toMillis();
		CompletionStage<byte[]> claimant = RelayScript.CLAIM.run(this.link.commands(), names(key),
				RelayScript.argument(taskId), RelayScript.argument(ttl), RelayScript.argument(before),
				RelayScript.argument(ended), RelayScript.argument(ttl - START.toMillis()));
		return UUID.fromString(new String(this.link.await(claimant), StandardCharsets.US_ASCII));
	}

	private Duration ttl() {
		return this.settings.activeTtl(Duration.ZERO);
	}

	private String[] names(RunKey key) {
		return new String[] { this.keys.claim(key) };
	}

	@Override
	public void release(RunKey key, UUID taskId) {
		if (this.held.remove(taskId) != null && this.link.isAvailable()) {
			RelayScript.RELEASE.run(this.link.commands(), names(key), RelayScript.argument(taskId));
		}
	}

	/**
	 * Keep the claims for longer, and make them anew if Redis has lost them.
	 */
	void refresh() {
		this.held.forEach((taskId, key) -> RelayScript.CLAIM.run(this.link.commands(), names(key),
				RelayScript.argument(taskId), RelayScript.argument(ttl().toMillis()), RelayScript.argument(""),
				RelayScript.argument(""), RelayScript.argument(0)));
	}

}
