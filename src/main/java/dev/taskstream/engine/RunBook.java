package dev.taskstream.engine;

/**
 * A {@link RunObserver} that keeps an engine's registry, keys, lingering runs and
 * listeners up to date.
 */
final class RunBook implements RunObserver {

	private final TaskRegistry registry;

	private final KeyedRuns keys;

	private final Lingering lingering;

	private final TaskListeners listeners;

	private volatile boolean stopped;

	RunBook(TaskRegistry registry, KeyedRuns keys, Lingering lingering, TaskListeners listeners) {
		this.registry = registry;
		this.keys = keys;
		this.lingering = lingering;
		this.listeners = listeners;
	}

	void stop(boolean stop) {
		this.stopped = stop;
	}

	@Override
	public boolean isStopped() {
		return this.stopped;
	}

	@Override
	public void ended(TaskRun run) {
		this.keys.ended(run);
		this.registry.ended(run);
		this.listeners.ended(run::info);
	}

	@Override
	public void endedFromOutside(TaskRun run) {
		this.lingering.add(run);
	}

	@Override
	public void returned(TaskRun run) {
		this.lingering.remove(run);
	}

}
