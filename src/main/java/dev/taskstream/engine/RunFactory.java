package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskCall;
import dev.taskstream.log.Delivery;
import dev.taskstream.log.EventLog;
import dev.taskstream.log.LogSettings;
import dev.taskstream.log.TaskIdentity;
import dev.taskstream.log.TimeSource;
import dev.taskstream.log.WellFormed;
import org.jspecify.annotations.Nullable;

/**
 * A factory for the runs of an engine.
 */
final class RunFactory {

	private final LogSettings logs;

	private final RunContext runs;

	private final Supplier<@Nullable String> owner;

	private final Duration retention;

	private final AtomicLong count = new AtomicLong();

	/**
	 * Create a factory.
	 * @param pool executes the runs
	 * @param observer is notified of their ends and returns
	 */
	RunFactory(EngineSettings settings, TimeSource time, EngineExecutors executors, EngineEnvironment environment,
			WorkerPool pool, RunObserver observer) {
		ScheduledExecutorService scheduler = executors.scheduler();
		this.logs = new LogSettings(time, new Delivery(executors.delivery(), scheduler, settings.flushWindow()),
				settings.history());
		this.runs = new RunContext(pool,
				new RunLimits(settings.timeout(), settings.queueTimeout(), settings.stallTimeout(), scheduler),
				new Endings(new ResultWriter(environment.mapper(), settings.maxResultBytes()),
						settings.exposeMessages()),
				observer, environment.interceptor());
		this.owner = environment.owner();
		this.retention = settings.retention();
	}

	/**
	 * Create a run that has no place in the pool yet.
	 */
	TaskRun create(TaskCall<?, ?> call, StartOptions options) {
		String owner = (options.owner() != null) ? options.owner() : this.owner.get();
		TaskIdentity identity = new TaskIdentity(UUID.randomUUID(), WellFormed.text(call.name()), owner,
				this.logs.time().now());
		RunKey key = (options.key() != null) ? new RunKey(call.kind(), owner, options.key()) : null;
		Duration ownRetention = options.retention();
		RunTerms terms = new RunTerms(this.count.incrementAndGet(), key,
				(ownRetention != null) ? ownRetention : this.retention);
		return new TaskRun(identity, call, terms, new EventLog(identity, this.logs), this.runs);
	}

}
