package dev.taskstream.autoconfigure;

import java.util.concurrent.ThreadPoolExecutor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Configuration of the executors. None is a default candidate, so that Boot's
 * {@code applicationTaskExecutor} and {@code taskScheduler} stay.
 */
@Configuration(proxyBeanMethods = false)
class ExecutorConfiguration {

	/*
	 * The executors are shut down with their beans, not at the ContextClosedEvent: in
	 * between, TaskstreamLifecycle lets running tasks end within their grace period and
	 * delivers the ends.
	 */

	static final String WORKERS = "taskstreamExecutor";

	static final String SCHEDULER = "taskstreamScheduler";

	static final String DELIVERY = "taskstreamDeliveryExecutor";

	static final String BLOCKING_DELIVERY = "taskstreamBlockingDeliveryExecutor";

	static final String LISTENERS = "taskstreamListenerExecutor";

	/** How many slow listeners can be called at once. */
	private static final int LISTENER_THREADS = 16;

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	/**
	 * Create the executor of tasks. Boot's customizers apply to it, except that its
	 * bounds are set from {@link TaskstreamProperties}.
	 */
	@Bean(name = WORKERS, defaultCandidate = false)
	ThreadPoolTaskExecutor taskstreamExecutor(ObjectProvider<ThreadPoolTaskExecutorBuilder> builder,
			TaskstreamProperties properties) {
		ThreadPoolTaskExecutor executor = builder.getIfAvailable(ThreadPoolTaskExecutorBuilder::new)
			.threadNamePrefix("taskstream-worker-")
			.allowCoreThreadTimeOut(true)
			.acceptTasksAfterContextClose(true)
			.awaitTermination(false)
			// The engine decorates each task, so that a decorator that throws fails one
			// task
			.taskDecorator(null)
			.build(IsolatedTaskExecutor.class);
		int poolSize = properties.executor().effectivePoolSize();
		executor.setCorePoolSize(poolSize);
		executor.setMaxPoolSize(poolSize);
		// A place becomes free shortly before its thread does
		executor.setQueueCapacity(poolSize + properties.executor().queueCapacity());
		executor.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
		executor.setDaemon(true);
		return executor;
	}

	/**
	 * Create the scheduler of deadlines, retention and keep-alives. It must neither be
	 * blocked nor do I/O.
	 */
	@Bean(name = SCHEDULER, defaultCandidate = false)
	ThreadPoolTaskScheduler taskstreamScheduler(ObjectProvider<ThreadPoolTaskSchedulerBuilder> builder) {
		ThreadPoolTaskScheduler scheduler = builder.getIfAvailable(ThreadPoolTaskSchedulerBuilder::new)
			.threadNamePrefix("taskstream-scheduler-")
			.poolSize(1)
			.awaitTermination(false)
			.taskDecorator(null)
			.build();
		scheduler.setAcceptTasksAfterContextClose(true);
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.setDaemon(true);
		scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		return scheduler;
	}

	/**
	 * Create the executor of writes that do not block.
	 */
	@Bean(name = DELIVERY, defaultCandidate = false)
	ThreadPoolTaskExecutor taskstreamDeliveryExecutor() {
		int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		ThreadPoolTaskExecutor executor = pool(threads, threads, Integer.MAX_VALUE, "taskstream-delivery-");
		// After its shutdown with the application there is no client to write to
		executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		return executor;
	}

	/**
	 * Create the executor of what may block, with one thread for the writes of each
	 * stream and one to ask the application about its access. A write that it rejects
	 * fails its stream; a discarded one would leave it silent.
	 */
	@Bean(name = BLOCKING_DELIVERY, defaultCandidate = false)
	TaskExecutor taskstreamBlockingDeliveryExecutor(TaskstreamProperties properties) {
		return (Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS)
				? new VirtualThreadTaskExecutor("taskstream-stream-")
				: pool(0, (int) Math.min(2L * properties.stream().maxStreams(), Integer.MAX_VALUE), 0,
						"taskstream-stream-");
	}

	/**
	 * Create the executor of the application's listeners, which may block. It has threads
	 * of its own, so that a listener delays neither a task nor a stream.
	 */
	@Bean(name = LISTENERS, defaultCandidate = false)
	ThreadPoolTaskExecutor taskstreamListenerExecutor() {
		return pool(LISTENER_THREADS, LISTENER_THREADS, Integer.MAX_VALUE, "taskstream-listener-");
	}

	private static ThreadPoolTaskExecutor pool(int core, int max, int queueCapacity, String threadNamePrefix) {
		ThreadPoolTaskExecutor pool = new IsolatedTaskExecutor();
		pool.setCorePoolSize(core);
		pool.setMaxPoolSize(max);
		pool.setQueueCapacity(queueCapacity);
		pool.setAllowCoreThreadTimeOut(true);
		pool.setThreadNamePrefix(threadNamePrefix);
		pool.setDaemon(true);
		pool.setAcceptTasksAfterContextClose(true);
		return pool;
	}

}
