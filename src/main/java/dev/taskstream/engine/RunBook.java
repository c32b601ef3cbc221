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

	private final KeyClaims claims;

	private volatile boolean stopped;

	RunBook(TaskRegistry registry, KeyedRuns keys, Lingering lingering, TaskListeners listeners, KeyClaims claims) {
		this.registry = registry;
		this.keys = keys;
		this.lingering = lingering;
		this.listeners = listeners;
		this.claims = claims;
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
		RunKey key = run.terms().key();
		if (key != null) {
			this.claims.release(key, run.id());
		}
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
