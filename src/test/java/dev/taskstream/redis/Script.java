package dev.taskstream.redis;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;

/**
 * A task that does what a test tells it, step by step. One object per run.
 */
class Script extends BaseTask<Void, Object> {

	private static final Object GO_ON = new Object();

	private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

	@Override
	protected Object execute(Void nothing, ProgressHandle progress) throws Exception {
		Object result = GO_ON;
		while (result == GO_ON) {
			result = this.steps.take().run(progress);
		}
		return result;
	}

	Script reports(String text) {
		return does((progress) -> progress.report(text));
	}

	Script completes(Object result) {
		this.steps.add((progress) -> result);
		return this;
	}

	Script does(Action action) {
		this.steps.add((progress) -> {
			action.run(progress);
			return GO_ON;
		});
		return this;
	}

	interface Action {

		void run(ProgressHandle progress) throws Exception;

	}

	private interface Step {

		Object run(ProgressHandle progress) throws Exception;

	}

}
