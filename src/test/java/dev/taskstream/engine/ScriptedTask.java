package dev.taskstream.engine;

import java.time.Duration;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;

/**
 * A task that does what a test says.
 */
final class ScriptedTask extends BaseTask<Object, Object> {

	private final Script script;

	private final Duration timeout;

	private ScriptedTask(Script script, Duration timeout) {
		this.script = script;
		this.timeout = timeout;
	}

	static ScriptedTask of(Script script) {
		return new ScriptedTask(script, null);
	}

	static ScriptedTask returning(Object result) {
		return of((progress) -> result);
	}

	ScriptedTask withTimeout(Duration limit) {
		return new ScriptedTask(this.script, limit);
	}

	@Override
	protected String name() {
		return "Scripted";
	}

	@Override
	protected Duration timeout() {
		return this.timeout;
	}

	@Override
	protected Object execute(Object params, ProgressHandle progress) throws Exception {
		return this.script.run(progress);
	}

	interface Script {

		Object run(ProgressHandle progress) throws Exception;

	}

}
