package dev.taskstream.engine;

import java.time.Duration;

/**
 * The limits that an engine works within. Values are expected to be valid.
 *
 * @param poolSize how many tasks run at once
 * @param queueCapacity how many more may wait for a worker
 * @param queueTimeout how long a task may wait for a worker; zero for no limit
 * @param timeout how long a task may run unless it says otherwise; zero for no limit
 * @param stallTimeout how long a running task may report nothing; zero for no limit
 * @param retention how long a finished task is kept
 * @param maxFinished how many finished tasks are kept, the oldest going first
 * @param history how many events a task's log keeps
 * @param flushWindow how long progress may wait for more, so as to be written together;
 * zero to write at once
 * @param exposeMessages whether watchers get the messages of exceptions other than
 * {@link dev.taskstream.TaskException}
 */
public record EngineSettings(int poolSize, int queueCapacity, Duration queueTimeout, Duration timeout,
		Duration stallTimeout, Duration retention, int maxFinished, int history, Duration flushWindow,
		boolean exposeMessages) {

	/**
	 * Return how many tasks may run and wait together.
	 * @return the pool's size and the queue's capacity
	 */
	public int places() {
		return this.poolSize + this.queueCapacity;
	}

}
