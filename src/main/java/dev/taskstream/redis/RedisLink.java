package dev.taskstream.redis;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.taskstream.TaskUnavailableException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link of a node to Redis: one connection for commands, and one to read the node's
 * inbox, which blocks.
 */
final class RedisLink {

	/*
	 * The writer connects; any thread may use the connections, which do not change
	 * afterwards. The link is available while Redis answers in time. A thread that waits
	 * for an answer in vain makes it unavailable, and only the writer makes it available
	 * again, so that no other thread waits meanwhile.
	 */

	private static final Logger logger = LoggerFactory.getLogger(RedisLink.class);

	private static final Duration BLOCKING_TIMEOUT = Duration.ofMinutes(1);

	private final Supplier<AbstractRedisClient> client;

	private final Duration patience;

	private final AtomicBoolean connectedAnew = new AtomicBoolean();

	private volatile @Nullable RedisConnection commands;

	private volatile @Nullable RedisConnection inbox;

	private volatile boolean available;

	private volatile long answeredNanos = System.nanoTime();

	// Confined to the writer

	private @Nullable Future<String> probe;

	private boolean warned;

	RedisLink(Supplier<AbstractRedisClient> client, Duration patience) {
		this.client = client;
		this.patience = patience;
	}

	/**
	 * Return the commands, which must not block.
	 * @throws TaskUnavailableException if Redis has not been reached yet
	 */
	RedisClusterAsyncCommands<String, byte[]> commands() {
		RedisConnection current = this.commands;
		if (current == null) {
			throw new TaskUnavailableException("Redis has not been reached yet");
		}
		return current.async();
	}

	/**
	 * Return the commands of the connection that may block, or {@code null} if there is
	 * none yet.
	 */
	@Nullable RedisClusterAsyncCommands<String, byte[]> inbox() {
		RedisConnection current = this.inbox;
		return (current != null) ? current.async() : null;
	}

	/**
	 * Whether Redis executes commands in the order in which they are sent, as one server
	 * does.
	 */
	boolean executesInOrder() {
		RedisConnection current = this.commands;
		return current != null && !current.isClustered();
	}

	/**
	 * Whether Redis has answered in time lately.
	 */
	boolean isAvailable() {
		return this.available;
	}

	/**
	 * Return for how long Redis has not been available.
	 */
	Duration absence() {
		return this.available ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.answeredNanos);
	}

	/**
	 * Whether a connection was lost since the last call, so that Redis may have forgotten
	 * something.
	 */
	boolean wasConnectedAnew() {
		return this.connectedAnew.getAndSet(false);
	}

	/**
	 * Wait for an answer of Redis.
	 * @throws TaskUnavailableException if there is none in time, or if it is an error
	 */
	<T extends @Nullable Object> T await(CompletionStage<T> answer) {
		return await(answer, this.patience);
	}

	<T extends @Nullable Object> T await(CompletionStage<T> answer, Duration limit) {
		try {
			return Answers.get(answer, limit);
		}
		catch (ExecutionException | TimeoutException ex) {
			this.available = false;
			throw Answers.unavailable("Redis does not answer as it should", ex);
		}
	}

	/**
	 * Wait for an answer of another node.
	 * @throws TaskUnavailableException if there is none in time
	 */
	<T> T awaitNode(CompletionStage<T> answer) {
		try {
			return Answers.get(answer, this.patience);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw Answers.unavailable("The node of the task does not answer in time", ex);
		}
	}

	/**
	 * Wait for something as long as for an answer of Redis, and go on in any case.
	 */
	void awaitQuietly(CompletionStage<?> future) {
		try {
			Answers.get(future, this.patience);
		}
		catch (ExecutionException | TimeoutException | TaskUnavailableException ex) {
			logger.debug("Went on without Redis", ex);
		}
	}

	/**
	 * Connect if necessary, and return whether Redis answers. Called by the writer.
	 */
	boolean probe() {
		try {
			if (this.commands == null) {
				connect();
			}
			Future<String> ping = this.probe;
			if (ping == null || ping.isDone()) {
				ping = commands().ping();
				this.probe = ping;
			}
			ping.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
			this.probe = null;
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (Exception ex) {
			failed(ex);
			return false;
		}
	}

	/**
	 * Note that all is well. Called by the writer.
	 */
	void succeeded() {
		this.available = true;
		this.answeredNanos = System.nanoTime();
		if (this.warned) {
			logger.info("Redis answers again");
			this.warned = false;
		}
	}

	/**
	 * Note that Redis does not do its work. Called by the writer.
	 */
	void failed(Throwable ex) {
		this.available = false;
		if (!this.warned) {
			logger.warn("Redis does not answer as it should ({}). Tasks go on, and can be watched on their own node",
					reason(ex));
			this.warned = true;
		}
	}

	private static String reason(Throwable ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

	private void connect() {
		AbstractRedisClient redis = this.client.get();
		if (this.inbox == null) {
			RedisConnection blocking = RedisConnection.open(redis);
			// The application's timeout is for commands that do not block
			blocking.stateful().setTimeout(BLOCKING_TIMEOUT);
			this.inbox = blocking;
		}
		this.commands = RedisConnection.open(redis);
		redis.addListener(new RedisConnectionStateListener() {

			@Override
			public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
				RedisLink.this.connectedAnew.set(true);
			}

		});
	}

	void close() {
		this.available = false;
		for (RedisConnection connection : new RedisConnection[] { this.commands, this.inbox }) {
			if (connection != null) {
				connection.stateful().closeAsync();
			}
		}
	}

}
