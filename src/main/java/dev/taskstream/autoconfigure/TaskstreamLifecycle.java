package dev.taskstream.autoconfigure;

import java.time.Duration;

import dev.taskstream.engine.LingeringTask;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * A {@link SmartLifecycle} that ends tasks and streams before the web server waits for
 * its requests, so that an open stream never delays a graceful shutdown.
 */
final class TaskstreamLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TaskstreamLifecycle.class);

	/** Above that of the web server's graceful shutdown. */
	static final int PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;

	/** How long slow consumers may take to read the ends. */
	private static final Duration LAST_WORDS = Duration.ofSeconds(1);

	private final TaskEngine engine;

	private final OpenStreams streams;

	private final Duration grace;

	private final Duration workerTimeout;

	private volatile boolean running;

	TaskstreamLifecycle(TaskEngine engine, OpenStreams streams, Duration grace, Duration workerTimeout) {
		this.engine = engine;
		this.streams = streams;
		this.grace = grace;
		this.workerTimeout = workerTimeout;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.engine.open();
		this.streams.refuse(false);
		this.running = true;
	}

	/**
	 * Stop on the calling thread, so that Spring's timeout of a phase shortens neither
	 * the grace period nor the time of the workers.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.engine.refuse();
		try {
			this.engine.awaitEnds(this.grace);
			this.streams.refuse(true);
			int ended = this.engine.endAll();
			if (ended > 0) {
				logger.info("Ended {} tasks because the service is shutting down", ended);
			}
			if (!this.streams.awaitNone(LAST_WORDS)) {
				this.streams.disconnectAll();
			}
			long begun = System.nanoTime();
			awaitWorkers();
			if (!this.engine.awaitEvents(this.workerTimeout.minusNanos(System.nanoTime() - begun))) {
				logger.warn("Some listeners of TaskAcceptedEvent or TaskEndedEvent have not returned within "
						+ "taskstream.shutdown-timeout ({})", this.workerTimeout);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.engine.endAll();
		}
	}

	private void awaitWorkers() throws InterruptedException {
		int waiting = this.engine.lingering().size();
		if (waiting > 0) {
			logger.info("Waiting up to {} for the code of {} tasks to return", this.workerTimeout, waiting);
		}
		if (!this.engine.awaitWorkers(this.workerTimeout)) {
			for (LingeringTask task : this.engine.lingering()) {
				logger.warn(
						"The code of task {} ({}) has not returned within taskstream.shutdown-timeout ({}). "
								+ "Let it report, check isCancelled() or respond to the interrupt",
						task.log().info().name(), task.log().info().taskId(), this.workerTimeout, task.stack());
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
