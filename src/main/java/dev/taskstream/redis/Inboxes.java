package dev.taskstream.redis;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.XAddArgs;
import org.jspecify.annotations.Nullable;

/**
 * The inboxes of all nodes: for each a stream of messages, which only its node reads. It
 * expires with its node, and is created by nobody else.
 */
final class Inboxes {

	/** How many messages an inbox keeps for a node that does not read them. */
	private static final int LENGTH = 10_000;

	private final RedisLink link;

	private final RelayKeys keys;

	Inboxes(RedisLink link, RelayKeys keys) {
		this.link = link;
		this.keys = keys;
	}

	/**
	 * Send a message to a node.
	 * @return the message's id, {@code null} if the node is gone
	 */
	CompletionStage<@Nullable String> send(String node, RelayMessage message) {
		return add(node, message, new XAddArgs().nomkstream());
	}

	/**
	 * Create the inbox of this node, with a first beat in it.
	 * @return the message's id
	 */
	CompletionStage<@Nullable String> create(String node) {
		return add(node, RelayMessage.beat(node), new XAddArgs());
	}

	/**
	 * Compare the ids of two messages: by time in milliseconds, then by number.
	 */
	static int compare(String first, String second) {
		int byTime = Long.compare(number(first, 0), number(second, 0));
		return (byTime != 0) ? byTime : Long.compare(number(first, 1), number(second, 1));
	}

	private static long number(String id, int part) {
		int dash = id.indexOf('-');
		return Long.parseLong((part == 0) ? id.substring(0, dash) : id.substring(dash + 1));
	}

	private CompletionStage<@Nullable String> add(String node, RelayMessage message, XAddArgs args) {
		return this.link.commands()
			.xadd(this.keys.inbox(node), args.maxlen(LENGTH).approximateTrimming(), message.fields())
			.<@Nullable String>thenApply((id) -> id);
	}

}
