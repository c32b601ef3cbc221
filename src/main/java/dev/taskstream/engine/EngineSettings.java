package dev.taskstream.engine;

import java.time.Duration;

/**
 * The settings of an engine. Values must be valid; they are not checked here.
 *
 * @param poolSize how many tasks run at once
 * @param queueCapacity how many more tasks may wait for a worker
 * @param queueTimeout how long a task may wait for a worker; zero for no limit
 * @param timeout how long a task may run unless it has its own limit; zero for no limit
 * @param stallTimeout how long a running task may go without a report; zero for no limit
 * @param retention how long a finished task is kept
 * @param maxFinished how many finished tasks are kept; the oldest is removed first
 * @param maxFinishedBytes the most bytes of results and texts that finished tasks keep
 * together
 * @param maxResultBytes the most bytes of JSON of a result
 * @param history how many events a task's log keeps
 * @param flushWindow how long progress is held back to be written together with later
 * progress; zero to write immediately
 * @param exposeMessages whether clients get the messages of exceptions other than
 * {@link dev.taskstream.TaskException}
 */
public record EngineSettings(int poolSize, int queueCapacity, Duration queueTimeout, Duration timeout,
		Duration stallTimeout, Duration retention, int maxFinished, long maxFinishedBytes, long maxResultBytes,
		int history, Duration flushWindow, boolean exposeMessages) {

}
