package dev.taskstream.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads of an engine, which does not close them.
 *
 * @param workers execute the tasks: as many threads as the settings say, and a queue for
 * {@link EngineSettings#places()}
 * @param scheduler for deadlines and retention; never blocked
 * @param delivery where subscriptions are signalled
 */
public record EngineExecutors(ThreadPoolTaskExecutor workers, ScheduledExecutorService scheduler, Executor delivery) {

}
