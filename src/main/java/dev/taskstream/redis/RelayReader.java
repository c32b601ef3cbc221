package dev.taskstream.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.taskstream.TaskUnavailableException;
import dev.taskstream.log.GuardedLog;
import dev.taskstream.redis.RelayMessage.TaskAt;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader of a node's inbox.
 */
final class RelayReader implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(RelayReader.class);

	private static final int MESSAGES_AT_ONCE = 1000;

	private static final int MESSAGES_UNTRIMMED = 100;

	private static final String BEGINNING = "0-0";

	private final RelayNode node;

	private final Host host;

	private final Replicas replicas;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private String position = BEGINNING;

	private int seenRestarts;

	private int untrimmed;

	RelayReader(RelayNode node, Host host, Replicas replicas) {
		this.node = node;
		this.host = host;
		this.replicas = replicas;
	}

	void stop() {
		this.stopping.countDown();
	}

	@Override
	public void run() {
		try {
			while (this.stopping.getCount() > 0) {
				if (!readOnce()) {
					this.stopping.await(this.node.settings().beat().toNanos(), TimeUnit.NANOSECONDS);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Read what there is, and wait for it if there is nothing.
	 * @return {@code false} if Redis does not answer
	 */
	private boolean readOnce() {
		RedisClusterAsyncCommands<String, byte[]> inbox = this.node.link().inbox();
		if (inbox == null || !this.node.link().isAvailable()) {
			return false;
		}
		try {
			List<StreamMessage<String, byte[]>> entries = read(inbox);
			List<TaskAt> news = new ArrayList<>();
			for (StreamMessage<String, byte[]> entry : entries) {
				this.position = entry.getId();
				receive(entry.getBody(), news);
			}
			this.replicas.refresh(news);
			trim(entries.size());
			return true;
		}
		catch (TaskUnavailableException ex) {
			return false;
		}
		catch (RuntimeException | Error ex) {
			GuardedLog.warn(logger, ex, "A message of another node could not be handled");
			return false;
		}
	}

	/**
	 * Remove from the inbox what has been read, now and then.
	 */
	private void trim(int read) {
		this.untrimmed += read;
		if (this.untrimmed >= MESSAGES_UNTRIMMED) {
			this.untrimmed = 0;
			this.node.link().commands().xtrim(this.node.inbox(), XTrimArgs.Builder.minId(this.position));
		}
	}

	/**
	 * Read from the position, or from the beginning of an inbox whose ids are older,
	 * since another server with another clock makes them.
	 */
	@SuppressWarnings("unchecked") // an array of one stream
	private List<StreamMessage<String, byte[]>> read(RedisClusterAsyncCommands<String, byte[]> inbox) {
		int restarts = this.node.inboxRestarts();
		if (restarts != this.seenRestarts) {
			this.seenRestarts = restarts;
			this.position = BEGINNING;
		}
		XReadArgs args = XReadArgs.Builder.block(this.node.settings().beat()).count(MESSAGES_AT_ONCE);
		return this.node.link()
			.await(inbox.xread(args, XReadArgs.StreamOffset.from(this.node.inbox(), this.position)),
					this.node.settings().beat().plus(this.node.settings().patience()));
	}

	private void receive(Map<String, byte[]> fields, List<TaskAt> news) {
		RelayMessage message = RelayMessage.parse(fields);
		if (message == null) {
			return;
		}
		switch (message.intent()) {
			case EVENTS -> news.addAll(message.tasks());
			case ANSWER -> this.node.requests().answered(message);
			case WATCH -> this.host.watch(message);
			case UNWATCH -> this.host.unwatch(message);
			case CANCEL, REMOVE, FLUSH -> this.host.request(message);
			case BEAT -> {
				// It has created the inbox, and says nothing
			}
		}
	}

}
