package dev.taskstream.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The executors of an engine, which does not close them.
 *
 * @param workers execute the tasks, on as many threads as the settings say; its queue
 * holds as many tasks as there are threads and configured places in the queue together
 * @param scheduler runs deadlines and retention; never blocked
 * @param delivery signals subscriptions
 * @param listeners calls listeners of the application, which may block
 */
public record EngineExecutors(ThreadPoolTaskExecutor workers, ScheduledExecutorService scheduler, Executor delivery,
		Executor listeners) {

}
