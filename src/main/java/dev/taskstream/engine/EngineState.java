package dev.taskstream.engine;

/**
 * A snapshot of how busy an engine is.
 *
 * @param accepting whether new tasks are accepted
 * @param workers how many tasks can run at once
 * @param active how many tasks run
 * @param queued how many tasks wait for a worker
 * @param lingering how many tasks have ended while their code still occupies a worker
 */
public record EngineState(boolean accepting, int workers, int active, int queued, int lingering) {

	/**
	 * Whether no worker is available although no task runs.
	 * @return {@code true} if all workers are occupied by code that does not return
	 */
	public boolean isStuck() {
		return this.lingering >= this.workers;
	}

}
