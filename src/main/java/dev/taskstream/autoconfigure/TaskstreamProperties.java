package dev.taskstream.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for tasks and their streams.
 *
 * @param basePath the path of the endpoints, below that of Spring's servlet
 * @param timeout how long a task may run unless it has its own limit; 0 for no limit
 * @param stallTimeout how long a running task may go without a report before it is timed
 * out; 0 for no limit
 * @param retention how long a finished task is kept for clients
 * @param maxFinished how many finished tasks are kept; the oldest is removed first
 * @param maxFinishedSize the most memory that results and texts of finished tasks take
 * together; the oldest task is removed first
 * @param maxResultSize the largest result, as JSON; a larger one fails its task
 * @param errorMessages which exceptions' messages are exposed to clients
 * @param shutdownGrace how long running tasks may continue when the application stops
 * @param shutdownTimeout how long workers may take to return after the shutdown has ended
 * their tasks
 * @param executor the threads that run tasks
 * @param stream the streams of tasks
 * @param cors access to the endpoints from other origins
 * @param console the page for operators
 * @param relay over what the nodes of the application share their tasks
 * @param relayNodeTimeout after how long at most the tasks of a node that is gone are
 * declared lost
 * @param relayPrefix begins the names of all keys of the relay
 */
@ConfigurationProperties("taskstream")
public record TaskstreamProperties(@DefaultValue("/api/tasks") String basePath, @DefaultValue("1h") Duration timeout,
		@DefaultValue("0s") Duration stallTimeout, @DefaultValue("24h") Duration retention,
		@DefaultValue("10000") int maxFinished, @DefaultValue("64MB") DataSize maxFinishedSize,
		@DefaultValue("1MB") DataSize maxResultSize, @DefaultValue("task-exceptions-only") ErrorMessages errorMessages,
		@DefaultValue("0s") Duration shutdownGrace, @DefaultValue("10s") Duration shutdownTimeout,
		@DefaultValue Executor executor, @DefaultValue Stream stream, @DefaultValue Cors cors,
		@DefaultValue Console console, @DefaultValue("none") Relay relay,
		@Name("relay.node-timeout") @DefaultValue("10s") Duration relayNodeTimeout,
		@Name("relay.prefix") @DefaultValue("taskstream:") String relayPrefix) {

	public TaskstreamProperties {
		Limits.path("base-path", basePath);
		Limits.notNegative("timeout", timeout);
		Limits.notNegative("stall-timeout", stallTimeout);
		Limits.positive("retention", retention);
		Limits.atLeast("max-finished", maxFinished, 0);
		Limits.notNegative("max-finished-size", maxFinishedSize);
		Limits.notNegative("max-result-size", maxResultSize);
		Limits.notNegative("shutdown-grace", shutdownGrace);
		Limits.notNegative("shutdown-timeout", shutdownTimeout);
		Limits.atLeast("relay.node-timeout", relayNodeTimeout, Duration.ofSeconds(1));
	}

	/**
	 * The exceptions whose messages are exposed to clients.
	 */
	public enum ErrorMessages {

		/**
		 * The message of every exception.
		 */
		ALL,

		/**
		 * Only the message of a {@code TaskException}; all others read "The task failed."
		 */
		TASK_EXCEPTIONS_ONLY

	}

	/**
	 * The threads that run tasks.
	 *
	 * @param poolSize how many tasks run at once; by default twice the processors, at
	 * least 4
	 * @param queueCapacity how many tasks may wait for a thread; 0 for none
	 * @param queueTimeout how long a task may wait for a thread before it is cancelled; 0
	 * for no limit
	 */
	public record Executor(@Nullable Integer poolSize, @DefaultValue("100") int queueCapacity,
			@DefaultValue("0s") Duration queueTimeout) {

		private static final int LEAST_WORKERS = 4;

		public Executor {
			if (poolSize != null) {
				Limits.atLeast("executor.pool-size", poolSize, 1);
			}
			Limits.atLeast("executor.queue-capacity", queueCapacity, 0);
			Limits.notNegative("executor.queue-timeout", queueTimeout);
		}

		int effectivePoolSize() {
			return (this.poolSize != null) ? this.poolSize
					: Math.max(LEAST_WORKERS, 2 * Runtime.getRuntime().availableProcessors());
		}

	}

	/**
	 * The streams of tasks.
	 *
	 * @param history how many events of a task are kept for clients that connect late or
	 * reconnect
	 * @param maxStreams how many streams may be open at once
	 * @param maxStreamsPerOwner how many streams an authenticated caller may have open at
	 * once; 0 for no limit
	 * @param keepAlive how long a stream may be idle before a comment line is written
	 * @param stallTimeout how long a client may read nothing while an event waits for it,
	 * before it is disconnected
	 * @param flushWindow how long progress is held back to be written together with later
	 * progress; 0 to write immediately
	 */
	public record Stream(@DefaultValue("256") int history, @DefaultValue("10000") int maxStreams,
			@DefaultValue("100") int maxStreamsPerOwner, @DefaultValue("15s") Duration keepAlive,
			@DefaultValue("30s") Duration stallTimeout, @DefaultValue("0s") Duration flushWindow) {

		public Stream {
			Limits.atLeast("stream.history", history, 8);
			Limits.atLeast("stream.max-streams", maxStreams, 1);
			Limits.atLeast("stream.max-streams-per-owner", maxStreamsPerOwner, 0);
			Limits.positive("stream.keep-alive", keepAlive);
			Limits.positive("stream.stall-timeout", stallTimeout);
			Limits.notNegative("stream.flush-window", flushWindow);
		}

	}

	/**
	 * Access to the endpoints from other origins.
	 *
	 * @param allowedOrigins origins such as https://app.example.org, or * for all
	 * @param allowCredentials whether pages of these origins may send cookies and other
	 * credentials; needs named origins
	 */
	public record Cors(@DefaultValue("*") List<String> allowedOrigins,
			@DefaultValue("false") boolean allowCredentials) {

		public Cors {
			allowedOrigins.forEach((origin) -> Limits.origin("cors.allowed-origins", origin));
			if (allowCredentials && allowedOrigins.contains("*")) {
				throw new IllegalArgumentException("taskstream.cors.allow-credentials needs named origins in "
						+ "taskstream.cors.allowed-origins, but that has *");
			}
		}

	}

	/**
	 * Over what the nodes of an application share their tasks.
	 */
	public enum Relay {

		/**
		 * Nothing: each node knows its own tasks.
		 */
		NONE,

		/**
		 * Redis or Valkey.
		 */
		REDIS

	}

	/**
	 * The page for operators.
	 *
	 * @param enabled whether the actuator endpoint tasks serves the page
	 * /actuator/tasks/console
	 */
	public record Console(@DefaultValue("false") boolean enabled) {

	}

}
