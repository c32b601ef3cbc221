package dev.taskstream;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A task without parameters that is executed by a function. Not final: as a bean it may
 * be subclassed by an aspect.
 */
class FunctionTask<R extends @Nullable Object> extends BaseTask<@Nullable Void, R> {

	private final String name;

	private final Work<R> work;

	FunctionTask(String name, Work<R> work) {
		this.name = Objects.requireNonNull(name, "name must not be null");
		this.work = Objects.requireNonNull(work, "work must not be null");
	}

	@Override
	protected R execute(@Nullable Void none, ProgressHandle progress) throws Exception {
		return this.work.execute(progress);
	}

	@Override
	protected String name() {
		return this.name;
	}

	/**
	 * Return the name, which is never equal to the class of another task.
	 */
	@Override
	Object kind() {
		return this.name;
	}

}
