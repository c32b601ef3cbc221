package dev.taskstream.engine;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Worker threads as the auto-configuration makes them.
 */
public final class TestWorkers {

	private TestWorkers() {
	}

	public static ThreadPoolTaskExecutor create(int poolSize, int queueCapacity) {
		ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
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
