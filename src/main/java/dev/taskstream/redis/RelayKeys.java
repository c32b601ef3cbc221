package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import dev.taskstream.engine.RunKey;

/**
 * The names of the keys in Redis. Those of one task are in one hash slot of a cluster.
 *
 * @param prefix begins all keys
 */
record RelayKeys(String prefix) {

	/**
	 * Name the hash with what is always kept of a task.
	 */
	String task(UUID taskId) {
		return this.prefix + "{" + taskId + "}:task";
	}

	/**
	 * Name the stream of a task's newest events.
	 */
	String events(UUID taskId) {
		return this.prefix + "{" + taskId + "}:events";
	}

	/**
	 * Name the stream of messages to a node.
	 */
	String inbox(String node) {
		return this.prefix + "{node-" + node + "}:inbox";
	}

	/**
	 * Name the sorted set of an owner's tasks.
	 */
	String owner(String owner) {
		return this.prefix + "{owner-" + digest(owner) + "}:tasks";
	}

	/**
	 * Name the claim on a key that a task was started with.
	 */
	String claim(RunKey key) {
		String kind = (key.kind() instanceof Class<?> type) ? type.getName() : key.kind().toString();
		String owner = (key.owner() != null) ? "1" + key.owner() : "0";
		// The digests have one length, so that no two keys have the same name
		return this.prefix + "{key-" + digest(digest(kind) + digest(owner) + digest(key.key())) + "}";
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
