package dev.taskstream.engine;

/**
 * How busy an engine is at one moment.
 *
 * @param accepting whether new tasks are accepted at all
 * @param workers how many tasks can run at once
 * @param active how many run
 * @param queued how many wait for a worker
 * @param lingering how many have ended while their code still occupies a worker
 */
public record EngineState(boolean accepting, int workers, int active, int queued, int lingering) {

	/**
	 * Whether no worker is left for a task, although no task runs.
	 * @return {@code true} if all workers are occupied by code that does not return
	 */
	public boolean isStuck() {
		return this.lingering >= this.workers;
	}

}
