package dev.taskstream.engine;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Worker threads as the auto-configuration makes them.
 */
public final class TestWorkers {

	private TestWorkers() {
	}

	public static ThreadPoolTaskExecutor create(int poolSize, int queueCapacity) {
		return create(poolSize, queueCapacity, () -> {
		});
	}

	/**
	 * Workers that run an action of the test before each piece of work is handed over.
	 */
	static ThreadPoolTaskExecutor create(int poolSize, int queueCapacity, Runnable beforeExecution) {
		ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor() {

			private static final long serialVersionUID = 1L;

			@Override
			public void execute(Runnable work) {
				beforeExecution.run();
				super.execute(work);
			}

		};
		workers.setCorePoolSize(poolSize);
		workers.setMaxPoolSize(poolSize);
		workers.setQueueCapacity(poolSize + queueCapacity);
		workers.setAllowCoreThreadTimeOut(true);
		workers.setThreadNamePrefix("test-worker-");
		workers.setDaemon(true);
		workers.setAwaitTerminationSeconds(2);
		workers.initialize();
		return workers;
	}

}
