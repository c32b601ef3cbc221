package dev.taskstream.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The executors of an engine, which does not close them.
 *
 * @param workers executes the tasks on {@link EngineSettings#poolSize()} threads, with a
 * queue for {@link EngineSettings#places()}
 * @param scheduler runs deadlines and retention; never blocked
 * @param delivery signals subscriptions
 */
public record EngineExecutors(ThreadPoolTaskExecutor workers, ScheduledExecutorService scheduler, Executor delivery) {

}
