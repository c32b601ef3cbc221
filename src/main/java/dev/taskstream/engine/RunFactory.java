package dev.taskstream.engine;

import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import dev.taskstream.TaskCall;
import dev.taskstream.TaskQueueFullException;
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
				observer);
		this.owner = environment.owner();
	}

	/**
	 * Create a run that has a place in the pool but is not submitted.
	 * @throws TaskQueueFullException if there is no place
	 */
	TaskRun create(TaskCall<?, ?> call) {
		TaskIdentity identity = new TaskIdentity(UUID.randomUUID(), WellFormed.text(call.name()), this.owner.get(),
				this.logs.time().now());
		return new TaskRun(identity.taskId(), call, identity.name(), new EventLog(identity, this.logs), this.runs);
	}

}
